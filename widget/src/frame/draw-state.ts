import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { Chat, ChatState } from './chat/chat.ts'
import type { openNews } from './chat/news.ts'
import type { ChatWindow } from './chat-window.ts'
import type { openCsat } from './csat.ts'
import type { FormSlot } from './form-slot.ts'
import type { Looks } from './looks.ts'
import type { Messages } from './messages/en.ts'
import type { Composer } from './view/composer.ts'
import type { Panel } from './view/panel.ts'
import type { RememberedView } from './view/remembered-view.ts'
import type { openTalkView, TalkContext } from './view/talk-view.ts'
import type { Visitor } from './visitor.ts'

/** All views that show the state of the chat. */
export interface Parts {
  readonly door: WidgetDoor
  readonly visitor: Visitor
  readonly t: Messages
  readonly looks: Looks
  readonly panel: Panel
  readonly chatWindow: ChatWindow
  readonly chat: Chat
  readonly talk: ReturnType<typeof openTalkView>
  readonly context: TalkContext
  readonly composer: Composer
  readonly csat: ReturnType<typeof openCsat>
  readonly forms: FormSlot
  readonly remembered: RememberedView
  readonly askPerson: HTMLButtonElement
  readonly news: ReturnType<typeof openNews>
}

/** Brings every part of the window to what the chat is now. */
export function drawState(parts: Parts, state: ChatState): void {
  const { door, visitor, t, looks, panel, chatWindow, chat, composer, csat, forms, remembered } = parts
  const { conversation, writer } = state
  const needsSignIn = door.identity === 'required' && !visitor.isKnown()
  panel.setOffline(!state.isOnline)
  panel.setTitle(looks.title() || t.conversation, whoAnswers(door, t, state))
  const waiting = forms.hasLeftAddress() ? t.addressLeft : t.waitingForPerson
  panel.setStatus(needsSignIn ? t.signIn : conversation?.assigneeKind === 'queue' ? waiting : '')
  composer.enable(!needsSignIn)
  remembered.button.hidden = !door.remembers || !visitor.isKnown()
  parts.askPerson.hidden = needsSignIn || (conversation?.assigneeKind ?? 'agent') !== 'agent'
  panel.foot.hidden = forms.wantsBefore() || remembered.isShown()
  forms.show(state)
  csat.show(conversation)
  csat.node.hidden = remembered.isShown()
  parts.talk.show(state, parts.context)
  panel.setWriting(writer === null ? '' : t.isWriting(writer || t.aPerson))
  const isOpen = chatWindow.isOpen()
  parts.news.hear(state, isOpen)
  if (isOpen && !document.hidden) chat.markRead()
  panel.setUnread(isOpen ? 0 : (conversation?.unreadCount ?? 0))
}

function whoAnswers(door: WidgetDoor, t: Messages, { conversation, messages }: ChatState): string {
  if (conversation?.assigneeKind !== 'member') return door.agentName ? t.answers(door.agentName) : ''
  const person = messages.findLast(({ author }) => author.kind === 'member')?.author.name
  return person ? t.answers(person) : t.personAnswers
}
