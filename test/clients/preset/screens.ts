import { graphql } from "../generated/preset/gql.js";

export const FacilityCard = graphql(`
  query FacilityCard($code: String!, $asOf: LocalDate) {
    facility(code: $code, asOf: $asOf) {
      id
      asOf
      name
      ...Beds
    }
  }
`);

export const Beds = graphql(`
  fragment Beds on Facility {
    actualBeds
  }
`);

export const TooMany = graphql(`
  query TooMany {
    facilities(first: 1000) {
      totalCount
    }
  }
`);
