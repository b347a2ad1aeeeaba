import { type Mail, parseMail } from './parse-mail.ts'
import { textOfHtml } from './text-of-html.ts'

/** A mail whose words are plain text, whatever it came as. */
export interface ReadMail extends Omit<Mail, 'text' | 'html'> {
  /** What it says; of one that is a page alone, what the page says. Empty where it says nothing. */
  readonly said: string
}

/** Nobody reads more of one mail. */
const SAID_MAX = 400_000

/** The whole mail, taken apart. Throws as `parseMail` does. Takes as long as the mail likes: not for the main thread. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const { text, html, ...mail } = await parseMail(raw)
  return { ...mail, said: text?.trim() ? text.slice(0, SAID_MAX) : readPage(html ?? '') }
}

/** What a page says. As long as it likes, too. */
export const readPage = (html: string): string => textOfHtml(html).slice(0, SAID_MAX)
