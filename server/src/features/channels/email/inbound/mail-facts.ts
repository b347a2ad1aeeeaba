/** The facts that are recorded about every received email. */
export interface MailFacts {
  readonly channelId: string
  /** Its Message-ID. */
  readonly outsideId: string
  readonly address: string
  readonly subject: string
}
