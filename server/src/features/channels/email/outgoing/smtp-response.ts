import { SmtpFailed } from '#platform/mail/send-over-smtp.ts'
import type { Fault } from '#kernel/fault.ts'

/** What a mail server answered, in its own words: why it failed is said beside it, in the reader's language. */
export const smtpResponse = ({ cause }: Fault): string => (cause instanceof SmtpFailed ? cause.said : '')
