const CITATION = "source { document { code } section }";

const FACILITY = `fragment FacilityWhole on Facility {
  id code name aliases openedOn closedOn noteVi ownership actualBeds profileFrom
  profileSource { document { code } section }
  facilityType { code labelVi labelEn } serviceLevel { code labelVi } hospitalClass { code labelVi }
  names { name validFrom validTo legalDocument { number } }
  area { id code name validTo parent { id name } }
  parent { id name } ancestors { id name } children { id name } guidedBy { id name } guides { id name }
  successor { id name } predecessors { id name closedOn }
  statedNeeds {
    round { code } system { code labelVi } needed situation present reachesAskedLevel result { component level grade } ${CITATION}
  }
  latestAssessment { id }
  assessments {
    id status reportedLevel round { code } previous { id reportedLevel } ${CITATION}
    components { component labelVi level grade } computedLevel { level atMost ruleSet reasons }
    discrepancies { id statement stated recomputed status }
  }
  latestObservations {
    id on from value reported approximate quoteVi noteVi noteEn metric { code } ratio { numerator denominator percent }
    subject { ... on Facility { id name } ... on Area { id name } } ${CITATION}
  }
}`;

const AREA = `fragment AreaWhole on Area {
  id code name areaType validFrom validTo parent { id name } children { id name }
  changes { changedOn kind noteVi noteEn successor { id name } legalDocument { number } }
  latestObservations { id on value metric { code } subject { ... on Area { id name } } }
  facilities(first: 100) { totalCount nodes { id name } edges { cursor } pageInfo { hasNextPage startCursor endCursor } }
}`;

/** Everything that depends on the day: all facilities and all areas, with whatever hangs on them. */
export const WORLD_OF_A_DAY = `query ($asOf: LocalDate) {
  facilities(asOf: $asOf, first: 100) { totalCount nodes { ...FacilityWhole } pageInfo { hasNextPage startCursor endCursor } }
  areas(asOf: $asOf) { ...AreaWhole }
}
${FACILITY}
${AREA}`;

/** The rest of what is on record; only when a file was loaded is left out. */
export const WHATEVER_ELSE = `{
  assessmentRounds {
    id code year openedOn closedOn methodVi legalDocument { number } ruleSet { code } unknownLevelCount ${CITATION}
    assessments(first: 100) { totalCount nodes { id } edges { cursor } }
    levelDistribution { level count share { numerator denominator percent } }
    systemDemand {
      system { code } component askedLevel basisVi asked needed situations { situation count facilities { code } }
      cells { facility { code } situation } ${CITATION}
    }
    under: levelDistribution(under: "SYT") { level count } comparison(with: "2020") { up down same unknown transitions { from to count facilities { code } } }
  }
  metrics {
    id code nameVi nameEn kind subjectType direction unit { code labelVi } programme { code labelVi } legalDocument { number }
    numeratorVi numeratorEn denominatorVi denominatorEn noteVi noteEn
    numeratorUnit { code } denominatorUnit { code } unitsBasisVi unitsBasisEn
    latest { id value } series { id value } total { on value reporting expected ratio { numerator denominator percent } }
    league(first: 100) { on totalCount nodes { rank standing observation { id } } }
  }
  observations(first: 100) { totalCount nodes { id on value } edges { cursor } pageInfo { hasNextPage } }
  ruleSets {
    code nameVi nameEn validFrom validTo precedence notNeeded basisVi legalDocument { number } ${CITATION}
    gates { level component requiredLevel requiredGrade requirementVi requirementEn articleVi articleEn legalDocument { number } }
  }
  criteria { code number grade labelVi labelEn group { code } legalDocument { number } }
  surveyForms { code titleVi sampleAnswers { answer criterion { code } } sampleGrade { grade atMost ruleSet } ${CITATION} }
  discrepancies {
    id code kind statement stated recomputed difference status explanationVi explanationEn ${CITATION}
    subject { ... on AssessmentRound { code } ... on Assessment { facility { code } } ... on LegalDocument { number } ... on Metric { code } }
  }
  findings { kind { code labelVi } headingVi textVi ${CITATION} }
  legalDocuments {
    id number kind { code labelVi } issuedOn inForceOn titleVi repealedOn repealedBy { number } noteVi noteEn
    mentions { headingVi textVi ${CITATION} } targets { id }
  }
  targets {
    id year dueOn statementVi value count metric { code } legalDocument { number } noteVi noteEn ${CITATION}
    aims { code } conflictsWith { id } progress { status on dueOn daysLeft distance pace neededPace latest { id } }
  }
  roadmap { fromYear toYear years milestones { id box headingVi titleVi year status track { code } noteVi noteEn ${CITATION} } }
  reportingCampaigns {
    document { code number issuedOn titleVi publisherVi } recipientsVi tasks { recipientVi textVi ${CITATION} }
    forms {
      code columns { number labelVi formula footnoteVi metric { code } } figures { metric { code } from on }
      demands {
        recipientVi duePrinted dueBefore facilities { code }
        obligations { facility { code } area { id code } status asked given receivedOn inTime }
      }
    }
  }
  sourceDocuments { id code number issuedOn titleVi publisherVi }
  types: terms(vocabulary: "FACILITY_TYPE") { code labelVi labelEn }
  systems: terms(vocabulary: "SYSTEM") { code labelVi labelEn }
}`;
