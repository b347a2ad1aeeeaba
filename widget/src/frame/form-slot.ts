import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { ChatState } from './chat/chat.ts'
import { askAddress, askBefore } from './forms.ts'
import type { Messages } from './messages/en.ts'
import type { Visitor } from './visitor.ts'

export type FormSlot = ReturnType<typeof openFormSlot>

interface FormSlotOptions {
  door: WidgetDoor
  t: Messages
  visitor: Visitor
  /** Where the form is shown. */
  body: HTMLElement
  /** The form before the chat is filled in. */
  onBegin(): void
  /** Another form may be needed now. */
  onChange(): void
}

/** The place below the talk: it holds the form before the chat, the form for an address, or neither. */
export function openFormSlot({ door, t, visitor, body, onBegin, onChange }: FormSlotOptions) {
  let form: HTMLElement | null = null
  let hasLeftAddress = false
  let isAnybodyThere = door.isAnybodyThere
  let wasQueued = false

  const wantsBefore = () => !visitor.isKnown() && (door.forms.before.length > 0 || door.forms.consent !== '')
  const wantsAddress = (isQueued: boolean) =>
    isQueued && door.forms.offline && !isAnybodyThere && !visitor.isVerified() && !hasLeftAddress
  const leftAddress = () => {
    hasLeftAddress = true
    onChange()
  }
  /** Whether anybody is online may have changed. */
  const lookForPeople = () => {
    visitor.readDoor().then(
      (fresh) => {
        isAnybodyThere = fresh.isAnybodyThere
        onChange()
      },
      () => {},
    )
  }
  const draw = (wanted: 'before' | 'address' | '') => {
    if ((form?.dataset.form ?? '') === wanted) return
    form?.remove()
    form = null
    if (wanted === 'before') form = askBefore({ door, t, visitor, onDone: onBegin })
    if (wanted === 'address') form = askAddress({ t, visitor, onDone: leftAddress })
    if (!form) return
    form.dataset.form = wanted
    body.append(form)
  }

  return {
    wantsBefore,
    hasLeftAddress: () => hasLeftAddress,
    isEmpty: () => form === null,
    show({ conversation }: ChatState) {
      const isQueued = conversation?.assigneeKind === 'queue'
      if (isQueued && !wasQueued) lookForPeople()
      wasQueued = isQueued
      draw(wantsBefore() ? 'before' : wantsAddress(isQueued) ? 'address' : '')
    },
    /** Moves the focus to the first field; false if there is none. */
    focus(): boolean {
      const first = form?.querySelector<HTMLElement>('input')
      first?.focus()
      return first !== null && first !== undefined
    },
    forget() {
      hasLeftAddress = false
    },
  }
}
