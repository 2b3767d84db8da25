import { graphql } from "react-relay";

/** What relay-compiler makes artifacts of; the tests take these as its plugin for Babel would. */
export const documents = [
  graphql`
    query documentsFacilitiesQuery($first: Int, $asOf: LocalDate) {
      ...documentsFacilities_query @arguments(first: $first, asOf: $asOf)
    }
  `,
  graphql`
    fragment documentsFacilities_query on Query
    @refetchable(queryName: "documentsFacilitiesPaginationQuery")
    @argumentDefinitions(
      first: { type: "Int", defaultValue: 20 }
      after: { type: "String" }
      last: { type: "Int" }
      before: { type: "String" }
      asOf: { type: "LocalDate" }
    ) {
      facilities(first: $first, after: $after, last: $last, before: $before, asOf: $asOf)
        @connection(key: "documentsFacilities_facilities") {
        edges {
          node {
            code
            name
          }
        }
      }
    }
  `,
  graphql`
    query documentsFacilityQuery($code: String!, $asOf: LocalDate) {
      facility(code: $code, asOf: $asOf) {
        asOf
        name
        parent {
          asOf
          name
        }
        assessments {
          asOf
          recordedAsOf
          reportedLevel
        }
      }
    }
  `,
  graphql`
    query documentsWrongQuery($first: Int) {
      facilities(first: $first) {
        totalCount
      }
    }
  `,
];
