/** Which page of a list: at most `limit` items after the `nextCursor` of the page before. */
export interface PageOptions {
  limit?: number
  after?: string | undefined
}
