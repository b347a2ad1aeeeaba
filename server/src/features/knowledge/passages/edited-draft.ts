import type { PassageEditRow } from './passage-edit-store.ts'
import type { PassageDraft } from '../indexing/split-document.ts'

/** A passage before it is stored, with what an editor changed in it. Its range is that of the original. */
export interface EditedDraft extends PassageDraft {
  readonly edit?: Pick<PassageEditRow, 'id' | 'is_disabled'>
}

/** Puts edits on again: each on the first passage whose text is what it was made for. The others fit no more. */
export function putOnEdits(drafts: readonly PassageDraft[], edits: readonly PassageEditRow[]): EditedDraft[] {
  const waiting = new Map<string, PassageEditRow[]>()
  for (const edit of edits)
    waiting.set(edit.original_text, [...(waiting.get(edit.original_text) ?? []), edit])
  return drafts.map((draft) => {
    const edit = waiting.get(draft.text)?.shift()
    return edit ? { ...draft, text: edit.text ?? draft.text, edit } : draft
  })
}
