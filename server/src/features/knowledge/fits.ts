import { type RawBuilder, sql } from 'kysely'

/** Whether a row of documents matches a filter made by `filterOf`. */
export const fits = (filter: string): RawBuilder<boolean> =>
  sql<boolean>`jsonb_path_match(documents.metadata, ${filter}::jsonpath, jsonb_build_object('knowledge_base', documents.knowledge_base_id), true)`
