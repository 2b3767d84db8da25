// How large the synthetic province and the synthetic nation are, and what their units are called.

/** A province such as ours, the whole country as it was until 30 June 2025, and ten of it. All of it is synthetic. */
export const SCALES = {
  province: { provinces: 1, districts: 9, facilities: 190, rounds: 2, reporting: 30 },
  national: { provinces: 63, districts: 700, facilities: 14_000, rounds: 4, reporting: 1_555 },
  tenfold: { provinces: 630, districts: 7_000, facilities: 140_000, rounds: 4, reporting: 15_550 },
};

export const METRICS = 40;
export const MONTHS = 24;
export const FIRST_YEAR = 2024;

/** Numbers that look random and are the same in every run. */
export function seeded(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  /** A whole number from 0 to n - 1. */
  return (n) => Math.floor(next() * n);
}

export const numbers = (n) => Array.from({ length: n }, (_, i) => i + 1);

const digits = (i, n) => String(i).padStart(n, "0");

/** No province has the code of a district, which has three digits or more. */
export const provinceCode = (i) => (i < 100 ? digits(i, 2) : `P${i}`);
export const districtCode = (i) => digits(i, 3);
export const facilityCode = (i) => `TH-${digits(i, 5)}`;
export const metricCode = (i) => `TONG_HOP_${digits(i, 2)}`;

/** The province that a district lies in: they are dealt out in turn. */
export const provinceOf = (district, { provinces }) => ((district - 1) % provinces) + 1;

/** First the department of each province, then, district after district, a hospital, a centre, and stations. */
export function unitOf(i, { provinces, districts }) {
  if (i <= provinces) return { i, type: "HEALTH_DEPARTMENT", district: i, manager: null };
  const place = i - provinces - 1;
  const district = (place % districts) + 1;
  const department = provinceOf(district, { provinces });
  if (place < districts) return { i, type: "GENERAL_HOSPITAL", district, manager: department };
  if (place < 2 * districts) return { i, type: "HEALTH_CENTRE", district, manager: department };
  return { i, type: "STATION", district, manager: provinces + districts + district };
}

/** Those that report figures every month, spread evenly over the units that are no departments. */
export function reportingUnits({ provinces, facilities, reporting }) {
  const step = (facilities - provinces) / reporting;
  return Array.from({ length: reporting }, (_, k) => provinces + 1 + Math.floor(k * step));
}

export const roundYears = ({ rounds }) => numbers(rounds).map((i) => FIRST_YEAR + 1 - rounds + i);
