import type { ReadMail } from '#platform/mail/read-mail.ts'

/** An email as received, or a page on its own. */
export type MailQuestion = { raw: Uint8Array } | { html: string }

export type MailAnswer = { mail: ReadMail } | { text: string } | { refusal: string }
