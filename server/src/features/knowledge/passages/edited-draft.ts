import { normalForm } from '#platform/lexical/normal-form.ts'
import type { PassageEditRow } from './passage-edit-store.ts'
import type { PassageDraft } from '../indexing/split-document.ts'

/** A passage before it is stored, with an editor's changes. Its range is that of the original. */
export interface EditedDraft extends PassageDraft {
  readonly edit?: Pick<PassageEditRow, 'id' | 'is_disabled'> & {
    /** Its text without the edit, if the edit was made for another form of it. */
    readonly original?: string
  }
}

/**
 * Applies edits again: each to the first passage with the text it was made for, otherwise to one that differs only in
 * width or form. The others no longer apply.
 */
export function putOnEdits(drafts: readonly PassageDraft[], edits: readonly PassageEditRow[]): EditedDraft[] {
  if (edits.length === 0) return [...drafts]
  const exact = taker(edits, (text) => text)
  const found = drafts.map(({ text }) => exact(text))
  const taken = new Set(found)
  const alike = taker(
    edits.filter((edit) => !taken.has(edit)),
    normalForm,
  )
  return drafts.map((draft, at) => {
    const edit = found[at] ?? alike(draft.text)
    if (!edit) return draft
    const { id, is_disabled, original_text } = edit
    const isMoved = original_text !== draft.text
    return {
      ...draft,
      text: edit.text ?? draft.text,
      edit: { id, is_disabled, ...(isMoved && { original: draft.text }) },
    }
  })
}

/** Hands out edits by the text that they were made for, each once. */
function taker(edits: readonly PassageEditRow[], form: (text: string) => string) {
  const waiting = new Map<string, PassageEditRow[]>()
  // The first one goes to the end of its list, where removing it costs nothing.
  for (const edit of edits.toReversed()) {
    const key = form(edit.original_text)
    const alike = waiting.get(key)
    if (alike) alike.push(edit)
    else waiting.set(key, [edit])
  }
  return (text: string): PassageEditRow | undefined =>
    waiting.size === 0 ? undefined : waiting.get(form(text))?.pop()
}
