/** How the background work that mails answers is called where it notes how far it has come. */
export const CONSUMER = 'mail-answers'
