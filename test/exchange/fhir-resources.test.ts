import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type {
  CapabilityStatement,
  CodeableConcept,
  Location,
  Organization,
  OrganizationAffiliation,
} from "@medplum/fhirtypes";
import { allOf, fhirAt, isFacility, MCSD, OURS, searchAt, wrongWith } from "../support/fhir.js";
import { dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const LOADED = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

const concept = (system: string, code: string, display?: string, text?: string) => ({
  coding: [{ system: `${OURS}/CodeSystem/${system}`, code, ...(display !== undefined && { display }) }],
  ...(text !== undefined && { text }),
});
const mcsdType = (code: string, display: string) => ({
  coding: [
    { system: `${MCSD}/CodeSystem/IHE.mCSD.Organization.Location.Types`, code, display },
    { system: "urn:ietf:rfc:3986", code: `urn:ihe:iti:mcsd:2019:${code}`, display },
  ],
});
const FACILITY = mcsdType("facility", "Facility");
const JURISDICTION = mcsdType("jurisdiction", "Jurisdiction");

describe("FHIR", () => {
  let server: TestServer;
  let organizations: Organization[];
  let locations: Location[];
  let affiliations: OrganizationAffiliation[];
  beforeAll(async () => {
    server = await startTestServer();
    [organizations, locations, affiliations] = await Promise.all([
      allOf<Organization>(server, "Organization"),
      allOf<Location>(server, "Location"),
      allOf<OrganizationAffiliation>(server, "OrganizationAffiliation"),
    ]);
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.close();
  });

  it("has the health centre of Phú Vang as the survey list of the briefing has it: level district, class II", async () => {
    const alias = ["TTYT Phú Vang", "TTYT huyện Phú Vang", "TTYThuyện Phú Vang"];
    const identifier = [{ system: `${OURS}/sid/facility-code`, value: "TTYT-PHUVANG" }];
    const type = concept("facility-type", "HEALTH_CENTRE", "Health centre", "Trung tâm y tế");

    expect(await fhirAt(server, "/Organization/facility-TTYT-PHUVANG")).toEqual({
      resourceType: "Organization",
      id: "facility-TTYT-PHUVANG",
      meta: { lastUpdated: LOADED, profile: [`${MCSD}/StructureDefinition/IHE.mCSD.FacilityOrganization`] },
      language: "vi",
      identifier,
      active: true,
      type: [
        FACILITY,
        type,
        concept("ownership", "PUBLIC"),
        concept("service-level", "DISTRICT", "District", "Huyện/Thị Xã"),
        concept("hospital-class", "CLASS_2", "Class II", "Hạng II"),
      ],
      name: "Trung tâm Y tế huyện Phú Vang",
      alias,
      partOf: { reference: "Organization/area-478" },
    });
    expect(await fhirAt(server, "/Location/facility-TTYT-PHUVANG")).toEqual({
      resourceType: "Location",
      id: "facility-TTYT-PHUVANG",
      meta: { lastUpdated: LOADED, profile: [`${MCSD}/StructureDefinition/IHE.mCSD.FacilityLocation`] },
      language: "vi",
      identifier,
      status: "active",
      name: "Trung tâm Y tế huyện Phú Vang",
      alias,
      mode: "instance",
      type: [FACILITY, type],
      managingOrganization: { reference: "Organization/facility-TTYT-PHUVANG" },
      partOf: { reference: "Location/area-478" },
    });
  });

  it("has BV Chân Mây, merged on 8 April 2021: its last day was the one before, and what it went into is named", async () => {
    expect(await fhirAt(server, "/Organization/facility-BV-CHANMAY")).toMatchObject({
      active: false,
      extension: [
        { url: `${OURS}/StructureDefinition/existence`, valuePeriod: { end: "2021-04-07" } },
        {
          url: `${OURS}/StructureDefinition/succeeded-by`,
          valueReference: { reference: "Organization/facility-TTYT-PHULOC" },
        },
      ],
    });
    expect(await fhirAt(server, "/Location/facility-BV-CHANMAY")).toMatchObject({
      status: "inactive",
      extension: [{}, { valueReference: { reference: "Location/facility-TTYT-PHULOC" } }],
    });
    expect(await fhirAt(server, "/OrganizationAffiliation/BV-CHANMAY.manages")).toEqual({
      resourceType: "OrganizationAffiliation",
      id: "BV-CHANMAY.manages",
      meta: { lastUpdated: LOADED, profile: [`${MCSD}/StructureDefinition/IHE.mCSD.OrganizationAffiliation`] },
      active: false,
      period: { end: "2021-04-07" },
      organization: { reference: "Organization/facility-SYT" },
      participatingOrganization: { reference: "Organization/facility-BV-CHANMAY" },
      code: [concept("affiliation-role", "MANAGES", "Manages")],
    });
  });

  it("tells the two holders of area code 474 apart, and into what the first was divided", async () => {
    expect(await fhirAt(server, "/Organization/area-474")).toEqual({
      resourceType: "Organization",
      id: "area-474",
      meta: { lastUpdated: LOADED, profile: [`${MCSD}/StructureDefinition/IHE.mCSD.JurisdictionOrganization`] },
      language: "vi",
      extension: [
        { url: `${OURS}/StructureDefinition/existence`, valuePeriod: { end: "2024-12-31" } },
        ...["area-474--2025-01-01", "area-475"].map((id) => ({
          url: `${OURS}/StructureDefinition/succeeded-by`,
          valueReference: { reference: `Organization/${id}` },
        })),
      ],
      identifier: [{ system: `${OURS}/sid/area-code`, value: "474", period: { end: "2024-12-31" } }],
      active: false,
      type: [JURISDICTION, concept("area-type", "DISTRICT")],
      name: "Thành phố Huế",
      partOf: { reference: "Organization/area-46" },
    });
    expect(await fhirAt(server, "/Location/area-474--2025-01-01")).toMatchObject({
      name: "Quận Thuận Hóa",
      status: "inactive",
      identifier: [{ value: "474", period: { start: "2025-01-01", end: "2025-06-30" } }],
      physicalType: { coding: [{ code: "jdn" }] },
    });
    expect(await fhirAt(server, "/Organization/area-46")).toMatchObject({
      name: "Thành phố Huế",
      alias: ["Tỉnh Thừa Thiên Huế"],
      active: true,
    });
  });

  it("says of a day that stands in for one that nobody knows that it does", async () => {
    const bundle = await searchAt(server, "/OrganizationAffiliation?participating-organization=facility-BV-GTVT");
    const standIn = { extension: [{ url: `${OURS}/StructureDefinition/start-stands-in`, valueBoolean: true }] };
    expect(bundle.entry?.map(({ resource }) => resource)).toMatchObject([
      {
        id: "BV-GTVT.guides.2019-08-08",
        active: false,
        period: { ...standIn, start: "2019-08-08", end: "2022-09-15" },
        code: [concept("affiliation-role", "GUIDES", "Guides")],
      },
      { id: "BV-GTVT.manages.2022-09-16", active: true, period: { ...standIn, start: "2022-09-16" } },
    ]);
  });

  it("has the 42 units and 53 areas on record, each as an Organization and as a Location of the same id", () => {
    const ids = organizations.map(({ id }) => id);
    expect([ids.length, organizations.filter(isFacility).length]).toEqual([95, 42]);
    expect(locations.map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(95);
    expect(ids).toEqual([...ids].sort());
    expect(organizations.filter(({ active }) => active === false).map(({ id }) => id)).toEqual([
      ...["area-474", "area-474--2025-01-01", "area-475", "area-476", "area-477", "area-478", "area-479", "area-480"],
      ...["area-481", "area-482", "area-483", "facility-BV-CHANMAY"],
    ]);
  });

  it("has both hierarchies as GraphQL has them: areas by partOf, bodies by affiliations that hold", async () => {
    const { facilities, areas } = await dataOf(
      server,
      "{ facilities(first: 100) { nodes { code area { code } parent { code } guidedBy { code } } } " +
        "areas { code validTo parent { code } } }",
    );
    const above = (role: string) =>
      Object.fromEntries(
        affiliations
          .filter(({ code, active }) => active && code?.[0]?.coding?.[0]?.code === role)
          .map((each) => [each.participatingOrganization?.reference, each.organization?.reference]),
      );
    const [managed, guided] = [above("MANAGES"), above("GUIDES")];
    for (const { code, area, parent, guidedBy } of facilities.nodes) {
      const { partOf } = organizations.find(({ id }) => id === `facility-${code}`) ?? {};
      expect([code, partOf?.reference]).toEqual([code, `Organization/area-${area.code}`]);
      if (code === "BV-CHANMAY") continue;
      const own = `Organization/facility-${code}`;
      const body = (of: { code: string } | null) => (of ? `Organization/facility-${of.code}` : undefined);
      expect([code, managed[own], guided[own]]).toEqual([code, body(parent), body(guidedBy)]);
    }
    expect(Object.keys(managed).length).toBeGreaterThan(20);
    for (const { code, parent, validTo } of areas.filter((area: { code: string }) => area.code !== "474")) {
      const found = organizations.find(({ id }) => id === `area-${code}`);
      expect([code, found?.active, found?.partOf?.reference]).toEqual([
        code,
        validTo === null,
        parent ? `Organization/area-${parent.code}` : undefined,
      ]);
    }
  });

  it("has nothing that a validator of R4 finds wrong, in resources, bundles and the statement of what it can", async () => {
    const metadata = await fhirAt<CapabilityStatement>(server, "/metadata");
    const bundle = await searchAt(
      server,
      "/Organization?_revinclude=Location:organization&_revinclude=OrganizationAffiliation:primary-organization&x=1",
    );
    const all = [...organizations, ...locations, ...affiliations, metadata, bundle];
    expect(all.flatMap(wrongWith)).toEqual([]);
    expect(wrongWith({ ...organizations[0], active: "yes" } as never)).toEqual([
      'Organization/area-19753 Organization.active: Invalid format for boolean value "yes"',
    ]);
  });

  const codes = (type: readonly CodeableConcept[] | undefined) =>
    (type ?? []).flatMap(({ coding = [] }) => coding.map(({ code }) => code));

  /** Of the profiles IHE.mCSD.*, 4.0.0. */
  it.each<[rule: string, holds: () => unknown[]]>([
    ["Organization: a name", () => organizations.filter(({ name }) => !name)],
    ["Organization: a type at least", () => organizations.filter(({ type = [] }) => type.length === 0)],
    [
      "FacilityOrganization, JurisdictionOrganization: a type of mCSD, once",
      () =>
        organizations.filter(
          (each) =>
            codes(each.type).filter((code) => code === (isFacility(each) ? "facility" : "jurisdiction")).length !== 1,
        ),
    ],
    [
      "FacilityLocation, JurisdictionLocation: a type of mCSD, once",
      () =>
        locations.filter(
          (each) =>
            codes(each.type).filter((code) => code === (isFacility(each) ? "facility" : "jurisdiction")).length !== 1,
        ),
    ],
    ["FacilityLocation: two types at least", () => locations.filter(({ type = [] }) => type.length < 2)],
    ["Location: a name and a status", () => locations.filter(({ name, status }) => !name || !status)],
    [
      "FacilityLocation, JurisdictionLocation: managed by the Organization of its own",
      () =>
        locations.filter(({ id, managingOrganization }) => managingOrganization?.reference !== `Organization/${id}`),
    ],
    [
      "Location: lies where its Organization does",
      () =>
        locations.filter(
          ({ id, partOf }) =>
            partOf?.reference?.split("/")[1] !==
            organizations.find((each) => each.id === id)?.partOf?.reference?.split("/")[1],
        ),
    ],
    [
      "OrganizationAffiliation: active, a code, two different organisations that are there",
      () =>
        affiliations.filter(({ active, code = [], organization, participatingOrganization }) => {
          const both = [organization?.reference, participatingOrganization?.reference];
          const known = both.filter((each) => organizations.some(({ id }) => each === `Organization/${id}`));
          return active === undefined || code.length === 0 || new Set(known).size !== 2;
        }),
    ],
    [
      "References lead to what is there",
      () =>
        [...organizations, ...locations].filter(
          ({ partOf }) => partOf && !organizations.some(({ id }) => partOf.reference?.endsWith(`/${id}`)),
        ),
    ],
    [
      "Ids are those of FHIR",
      () => [...organizations, ...affiliations].filter(({ id = "" }) => !/^[A-Za-z0-9\-.]{1,64}$/.test(id)),
    ],
    [
      "No rules that change the meaning",
      () =>
        [...organizations, ...locations, ...affiliations].filter(
          (each) => "modifierExtension" in each || "implicitRules" in each,
        ),
    ],
    [
      "The profile says what it is",
      () =>
        [...organizations, ...locations].filter(
          (each) =>
            each.meta?.profile?.join() !==
            `${MCSD}/StructureDefinition/IHE.mCSD.${isFacility(each) ? "Facility" : "Jurisdiction"}${each.resourceType}`,
        ),
    ],
    [
      "Nothing is invented: no address, no telephone number, no place on a map",
      () =>
        [...organizations, ...locations, ...affiliations].filter((each) =>
          ["address", "telecom", "position", "contact", "endpoint"].some((name) => name in each),
        ),
    ],
  ])("keeps the rule of mCSD, or of ours: %s", (_rule, broken) => {
    expect(affiliations).toHaveLength(42);
    expect(broken()).toEqual([]);
  });
});
