import type { ReadMail } from '#platform/mail/read-mail.ts'

/** A mail as it came, or a page that came by itself. */
export type MailQuestion = { raw: Uint8Array } | { html: string }

export type MailAnswer = { mail: ReadMail } | { text: string } | { refusal: string }
