// Which files the server has, and how one comes from there.

import { saveFile } from "./save-file.js";
import { fetchAs, serverAddress } from "./server.js";

export interface Parameter {
  name: string;
  titleVi: string;
  titleEn: string;
  isNeeded: boolean;
  isMany: boolean;
  holds: "TEXT" | "DAY" | "YEAR";
  choices: readonly string[] | null;
}

export interface Template {
  name: string;
  titleVi: string;
  titleEn: string;
  kinds: readonly string[];
}

export interface Export extends Template {
  parameters: readonly Parameter[];
}

export interface Downloads {
  exports: readonly Export[];
  templates: readonly Template[];
}

export const downloads = async (): Promise<Downloads> => (await heard("export/index.json")).json();

/** Brings a file as whoever has signed in, and gives it to them. Rejects with what the server says. */
export async function download(path: string): Promise<void> {
  const response = await heard(path);
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  saveFile(await response.blob(), named ? decodeURIComponent(named) : path);
}

async function heard(path: string): Promise<Response> {
  const response = await fetchAs(serverAddress(path));
  if (response.ok) return response;
  const { errors } = (await response.json().catch(() => ({}))) as { errors?: { message: string }[] };
  throw new Error(errors?.[0]?.message ?? String(response.status));
}
