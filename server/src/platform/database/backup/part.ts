/** The number of rows of a table, and their digest (`RowDigest`). */
export interface TableSum {
  readonly table: string
  readonly rows: number
  readonly digest: string
}

/** A part of a database dump: a table, some of its rows, their checksum; finally the sequences. */
export type DataPart =
  | { readonly type: 'table'; readonly table: string; readonly columns: readonly string[] }
  /** Each row is one line: a JSON array of the texts of its values, in the order of the columns. */
  | { readonly type: 'rows'; readonly lines: readonly string[] }
  | ({ readonly type: 'sum' } & TableSum)
  | { readonly type: 'sequence'; readonly sequence: string; readonly value: string }
