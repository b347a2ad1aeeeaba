import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText } from '#platform/database/sealable.ts'

/** The stored translation of a message, if any. */
export const findTranslation = async (
  tx: Reader,
  messageId: string,
  language: string,
): Promise<string | null> =>
  (
    await tx
      .selectFrom('message_translations')
      .select('text')
      .where('message_id', '=', messageId)
      .where('language', '=', language)
      .executeTakeFirst()
  )?.text ?? null

interface NewTranslation {
  messageId: string
  language: string
  text: string
  model: string
}

/** Stores a translation; of two at the same time, the first wins. */
export const insertTranslation = async (
  tx: Transaction,
  scope: Scope,
  { messageId, language, text, model }: NewTranslation,
): Promise<void> =>
  void (await tx
    .insertInto('message_translations')
    .values({ tenant_id: scope.tenantId, message_id: messageId, language, text: sealableText(text), model })
    .onConflict((on) => on.doNothing())
    .execute())
