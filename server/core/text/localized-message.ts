/** A sentence in both languages of the field; which one is sent depends on `Accept-Language`. */
export interface LocalizedMessage {
  en: string;
  vi: string;
}
