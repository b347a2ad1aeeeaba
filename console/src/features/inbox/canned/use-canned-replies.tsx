import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { CannedReply } from '#contract/shapes/canned.ts'
import { client } from '../../../data/console-client.ts'
import type { Offers, WrittenText } from '../../conversations/composer.tsx'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { useInboxAction } from '../inbox-actions.ts'
import classes from './canned.module.css'
import { insertReply, slashAt } from './slash.ts'

const OFFERED_MAX = 8
const none: readonly CannedReply[] = []

/** Offers canned replies behind a `/`: arrows choose, Enter and Tab take, Escape leaves. */
export function useCannedReplies(conversationId: string, { text, setText, area }: WrittenText): Offers {
  const t = useCannedMessages()
  const { doing } = useInboxAction()
  const listId = useId()
  const [caret, setCaret] = useState(text.length)
  const [chosen, setChosen] = useState(0)
  const [leftAt, setLeftAt] = useState<number | null>(null)
  const slash = slashAt(text, Math.min(caret, text.length))
  const isAsked = slash !== null && slash.start !== leftAt
  const offered = useFound(isAsked ? slash.typed.trim() : null).slice(0, OFFERED_MAX)
  const at = Math.min(chosen, offered.length - 1)
  const optionId = (index: number) => `${listId}-${index}`

  const take = (index: number) =>
    doing(async () => {
      const reply = offered[index]
      if (!reply || !slash) return
      const filled = await client.cannedReplies.fill(conversationId, reply.id)
      const next = insertReply(text, slash, filled.text)
      setText(next.text)
      setCaret(next.caret)
      setLeftAt(slash.start)
      setChosen(0)
      requestAnimationFrame(() => {
        area.current?.focus()
        area.current?.setSelectionRange(next.caret, next.caret)
      })
    })
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((at + step + offered.length) % offered.length)
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') void take(at)
    else if (event.key === 'Escape') setLeftAt(slash?.start ?? null)
    else return false
    event.preventDefault()
    return true
  }
  const list = offered.length > 0 && (
    <ul id={listId} className={classes.offers} role="listbox" aria-label={t.offered}>
      {offered.map(({ id, name, text: body }, index) => (
        // The keyboard chooses from where one writes.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <li
          key={id}
          id={optionId(index)}
          className={classes.offer}
          role="option"
          aria-selected={index === at}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => void take(index)}
        >
          <bdi>{name}</bdi>
          <small dir="auto">{body}</small>
        </li>
      ))}
    </ul>
  )
  return {
    list,
    onKey,
    onSelect: () => {
      setCaret(area.current?.selectionStart ?? 0)
      if (slash === null) setLeftAt(null)
    },
    named:
      offered.length > 0
        ? { 'aria-controls': listId, 'aria-activedescendant': optionId(at), 'aria-autocomplete': 'list' }
        : {},
  }
}

/** What the words so far find; while that is on its way, what was found before. Nothing where nobody looks. */
function useFound(search: string | null): readonly CannedReply[] {
  const { value } = useResource(search === null ? nobodyLooks : pages('cannedReplies.list', { search }))
  const last = useRef(none)
  if (value) last.current = value.items
  return search === null ? none : last.current
}

const nobodyLooks = { key: 'nobody-looks', load: async () => ({ items: [], nextCursor: null }) }
