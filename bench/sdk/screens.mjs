// The screens of a portal and of a phone: an operation of the SDK each, with what it is asked for.
export const SCREENS = [
  { name: "District page", operation: "DistrictPage", variables: { code: "478" } },
  { name: "Facility card", operation: "FacilityCard", variables: { code: "TTYT-PHUVANG" } },
  { name: "Facility list, 20", operation: "FacilityList", variables: {} },
  { name: "Facility list, all", operation: "FacilityList", variables: { first: 100 } },
  { name: "Levels of 2022", operation: "LevelDistribution", variables: { round: "2022" } },
  { name: "Changes of level", operation: "LevelMatrix", variables: { from: "2020", to: "2022" } },
  {
    name: "Assessment with gap",
    operation: "FacilityAssessment",
    variables: { code: "TTYT-PHUVANG", round: "2022", gapTo: 4 },
  },
  { name: "Systems × facilities", operation: "SystemDemand", variables: { round: "2022" } },
  { name: "Project 06", operation: "Project06Overview", variables: {} },
  { name: "Roadmap", operation: "RoadmapByYear", variables: {} },
];
