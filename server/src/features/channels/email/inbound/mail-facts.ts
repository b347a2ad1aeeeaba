/** What is noted of every mail that comes. */
export interface MailFacts {
  readonly channelId: string
  /** Its Message-ID. */
  readonly outsideId: string
  readonly address: string
  readonly subject: string
}
