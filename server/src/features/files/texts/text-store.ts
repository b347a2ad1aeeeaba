import { type Selectable, sql } from 'kysely'
import type { FileText, FileErrorCode } from '#contract/shapes/file.ts'
import { READING } from '#kernel/reading.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'

export type TextRow = Selectable<Schema['file_texts']>

/** Longer than any extraction takes; after this another process may start. */
const TAKEN_SECONDS = 180
const SEARCHED_CHARACTERS = 50_000

/** Where a page starts in a text. */
export interface PageMark {
  readonly start: number
  readonly page: number
}

export const findTexts = (tx: Reader, fileIds: readonly string[]): Promise<TextRow[]> =>
  fileIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('file_texts')
        .selectAll()
        .where('file_id', 'in', [...fileIds])
        .execute()

/** The texts of these files, as far as they were read; of long ones the beginning. */
export async function readTexts(tx: Reader, fileIds: readonly string[]): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('file_texts')
    .select(['file_id', sql<string>`left(text, ${SEARCHED_CHARACTERS})`.as('text')])
    .where('file_id', 'in', [...fileIds])
    .where('state', '=', 'ready')
    .execute()
  return new Map(rows.map(({ file_id, text }) => [file_id, text]))
}

/** Records that texts are requested; existing ones stay. */
export async function requestTexts(
  tx: Transaction,
  { tenantId }: Scope,
  files: readonly { fileId: string; kind: string }[],
): Promise<void> {
  if (files.length === 0) return
  await tx
    .insertInto('file_texts')
    .values(files.map(({ fileId, kind }) => ({ tenant_id: tenantId, file_id: fileId, kind })))
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Claims the extraction of a text; null if there is nothing to do, or another process does it. */
export const takeText = async (tx: Transaction, fileId: string): Promise<TextRow | null> =>
  (await tx
    .updateTable('file_texts')
    .set({ taken_until: sql<Date>`now() + ${TAKEN_SECONDS} * interval '1 second'` })
    .where('file_id', '=', fileId)
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('taken_until', 'is', null), eb('taken_until', '<', sql<Date>`now()`)]))
    .returningAll()
    .executeTakeFirst()) ?? null

/** Stores the result; does nothing if the file is gone, or another process was faster. */
export const putText = async (
  tx: Transaction,
  fileId: string,
  made: {
    kind: string
    text: string
    isCut: boolean
    pages: readonly PageMark[]
    seconds: number | null
    language: string | null
    errorCode: FileErrorCode | null
  },
): Promise<boolean> =>
  (
    await tx
      .updateTable('file_texts')
      .set({
        kind: made.kind,
        state: made.errorCode === null ? 'ready' : 'failed',
        taken_until: null,
        text: sealableText(made.text),
        is_cut: made.isCut,
        pages: JSON.stringify(made.pages),
        seconds: made.seconds,
        language: made.language,
        error_code: made.errorCode,
        made_at: sql<Date>`now()`,
        reading: READING,
      })
      .where('file_id', '=', fileId)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
  ).numUpdatedRows > 0n

/** The next file, by ID, whose text older rules have read; null after the last. */
export const nextOlderText = async (tx: Reader, after: string | null): Promise<string | null> =>
  (
    await tx
      .selectFrom('file_texts')
      .select('file_id')
      .where('kind', '=', 'words')
      .where('state', '=', 'ready')
      .where('reading', '<', READING)
      .$if(after !== null, (all) => all.where('file_id', '>', after))
      .orderBy('file_id')
      .limit(1)
      .executeTakeFirst()
  )?.file_id ?? null

/** Replaces the text; does nothing if the file is gone, or is being read again. */
export const replaceText = async (
  tx: Transaction,
  fileId: string,
  { text, isCut, pages }: { text: string; isCut: boolean; pages: readonly PageMark[] },
): Promise<void> =>
  void (await tx
    .updateTable('file_texts')
    .set({ text: sealableText(text), is_cut: isCut, pages: JSON.stringify(pages), reading: READING })
    .where('file_id', '=', fileId)
    .where('state', '=', 'ready')
    .where('reading', '<', READING)
    .execute())

/** Releases a text for another attempt, or resets a failed one. */
export const freeText = async (
  tx: Transaction,
  fileId: string,
  from: 'waiting' | 'failed',
): Promise<boolean> =>
  (
    await tx
      .updateTable('file_texts')
      .set({ state: 'waiting', taken_until: null, error_code: null })
      .where('file_id', '=', fileId)
      .where('state', '=', from)
      .executeTakeFirstOrThrow()
  ).numUpdatedRows > 0n

export const toFileText = (fileId: string, row: TextRow | null): FileText => ({
  fileId,
  kind: (row?.kind as FileText['kind'] | undefined) ?? 'none',
  state: (row?.state as FileText['state'] | undefined) ?? 'ready',
  text: row?.text ?? '',
  isCut: row?.is_cut ?? false,
  seconds: row?.seconds ?? null,
  language: row?.language ?? null,
  errorCode: (row?.error_code as FileErrorCode | null | undefined) ?? null,
})
