import { type Mail, parseMail } from './parse-mail.ts'
import { textOfHtml } from './text-of-html.ts'

/** An email with its content as plain text. */
export interface ReadMail extends Omit<Mail, 'text' | 'html'> {
  /** Its text; for an HTML-only email, the text of the HTML. Empty if there is none. */
  readonly said: string
}

/** Nobody reads more of one mail. */
const SAID_MAX = 400_000

/** The whole mail, taken apart. Throws as `parseMail` does. Takes as long as the mail likes: not for the main thread. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const { text, html, ...mail } = await parseMail(raw)
  return { ...mail, said: text?.trim() ? text.slice(0, SAID_MAX) : readPage(html ?? '') }
}

/** The text of HTML of any length. */
export const readPage = (html: string): string => textOfHtml(html).slice(0, SAID_MAX)
