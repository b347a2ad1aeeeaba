/**
 * A backup is one file: a line that names the format, everything else compressed by gzip, and a line with the SHA-256 of
 * all before it. In the second format what is compressed is sealed by the piece. Inside are lines. One that begins with `[` is a row; one that begins with `{` says what follows:
 *
 *     {"backup":{…}}                                what it is of, first of all
 *     {"table":"tenants","columns":["tenant_id",…]} its rows follow, each an array of texts, as PostgreSQL writes them
 *     {"sum":{"table":"tenants","rows":1,"digest":"…"}}
 *     {"sequence":"events_position_seq","value":"12"}
 *     {"key":"…"}                                   secret.key, where it was asked for
 *     {"file":"uploads/…"}                          its pieces follow
 *     {"piece":65536}                               so many bytes follow as they are, and a line break
 *     {"fileEnd":{"bytes":70000,"sha256":"…"}}
 *     {"end":{"tables":90,"files":3}}               nothing comes after it
 */
export const FIRST_LINE = 'PARLEY-BACKUP 1\n'
export const FIRST_LINE_SEALED = 'PARLEY-BACKUP 2\n'
/** The place that the content is encrypted for. */
export const SEALED_FOR = 'a backup'
export const LAST_LINE_BYTES = 73
export const lastLine = (sha256: string) => `\nsha256 ${sha256}\n`

/** The facts about a backup. */
export interface BackupFacts {
  readonly madeAt: string
  /** The version of Parley that made it. */
  readonly parley: string
  /** Every migration that its schema has had, oldest first. */
  readonly migrations: readonly string[]
  readonly hasFiles: boolean
  readonly hasKey: boolean
}

/** Why a backup was not made or not restored. Operators' programs may depend on it, so codes are stable. */
export type BackupErrorCode =
  | 'there-already'
  | 'unreadable'
  | 'no-backup'
  | 'newer-format'
  | 'damaged'
  | 'newer-schema'
  | 'not-empty'
  | 'broken-reference'
  | 'unfit-rows'
  | 'other-key'
  | 'disk-full'

/** A backup was not made or not restored; the message says why and what to do, and ends with the code. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
  readonly errorCode: BackupErrorCode

  constructor(errorCode: BackupErrorCode, sentence: string, options?: ErrorOptions) {
    super(`${sentence} (${errorCode})`, options)
    this.errorCode = errorCode
  }
}
