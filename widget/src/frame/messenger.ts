import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { PageOptions } from '../bridge-messages.ts'
import { type ChatState, openChat } from './chat/chat.ts'
import { openFileRefusal } from './chat/file-refusal.ts'
import { openNews } from './chat/news.ts'
import type { Keeping } from './keeping.ts'
import type { PageBridge } from './page-bridge.ts'
import { openComposer } from './view/composer.ts'
import { el } from './view/element.ts'
import { applyAppearance, appearanceWith } from './view/appearance.ts'
import { openPanel } from './view/panel.ts'
import { openRemembered } from './view/remembered.ts'
import { openTalkView, type TalkContext } from './view/talk-view.ts'
import { askAddress, askBefore } from './forms.ts'
import { openCsat } from './csat.ts'
import type { Visitor } from './visitor.ts'
import { chooseMessages } from './messages/choose-messages.ts'

/** The chat window on the page. */
export interface Messenger {
  open(): void
  close(): void
  turn(isNarrow: boolean): void
  update(options: PageOptions): void
  /** Puts a text where messages are written, and opens the chat. */
  put(text: string): void
  /** Whoever is here is known now; somebody else than before begins with what was theirs. */
  welcome(isOther: boolean): void
  /** Nobody is known any more. */
  forget(): void
}

interface MessengerOptions {
  door: WidgetDoor
  options: PageOptions
  isNarrow: boolean
  visitor: Visitor
  keeping: Keeping
  bridge: PageBridge
  tellError(error: unknown): void
}

export function openMessenger(given: MessengerOptions): Messenger {
  const { door, visitor, keeping, bridge, tellError } = given
  let { options, isNarrow } = given
  let isOpen = false
  let form: HTMLElement | null = null
  let remembered: HTMLElement | null = null
  let hasLeftAddress = false
  let isAnybodyThere = door.isAnybodyThere
  let wasQueued = false
  const appearance = () => appearanceWith(door.appearance, options)
  const { language, t } = chooseMessages(appearance().locale)
  document.documentElement.lang = language

  const panel = openPanel({ t, onOpen: () => open(), onClose: () => close(), onAnew: () => anew() })
  const talk = openTalkView(t)
  const chat = openChat({ visitor, keeping, onChange: (state) => show(state) })
  const refusalOf = openFileRefusal(chat.api, t, language)
  const news = openNews((name, detail) => bridge.tell({ type: 'event', name, detail }))
  const composer = openComposer({
    t,
    say(text, files) {
      csat.away()
      chat.say(text, files)
    },
    async upload(file, how) {
      await visitor.enter()
      return chat.api.files.upload(file, file.name, how)
    },
    async refusalOf(file) {
      await visitor.enter()
      return refusalOf(file)
    },
    onWriting: (isWriting) => chat.tellWriting(isWriting),
    onProblem: (text) => panel.tellProblem(text),
  })
  const csat = openCsat({
    t,
    language,
    keeping,
    calls: chat.api.csat,
    onProblem: (text) => panel.tellProblem(text),
    onAway: () => composer.focus(),
  })
  const context: TalkContext = {
    t,
    greeting: '',
    files: { ...chat.api.attached, content: (fileId) => chat.api.files.content(fileId) },
    onProblem: (text) => panel.tellProblem(text),
    onRetry: (clientId) => chat.retry(clientId),
    onDiscard: (clientId) => chat.discard(clientId),
  }

  const tellShape = () =>
    bridge.tell({
      type: 'shape',
      isOpen,
      position: appearance().position,
      title: appearance().title || door.agentName,
    })
  const dressUp = () => {
    applyAppearance(panel.node, appearance())
    panel.setTitle(appearance().title || door.agentName || t.conversation, lineFor(chat.state()))
    context.greeting = appearance().greeting || t.greeting
    tellShape()
  }
  const lineFor = ({ conversation, messages }: ChatState): string => {
    if (conversation?.assigneeKind !== 'member') return door.agentName ? t.answers(door.agentName) : ''
    const person = messages.findLast(({ author }) => author.kind === 'member')?.author.name
    return person ? t.answers(person) : t.personAnswers
  }
  const wantsAddress = ({ conversation }: ChatState) =>
    conversation?.assigneeKind === 'queue' &&
    door.forms.offline &&
    !isAnybodyThere &&
    !visitor.isVerified() &&
    !hasLeftAddress

  /** What stands below the talk: the form before the chat, the form for an address, or neither. */
  const drawForms = (state: ChatState) => {
    const wanted = wantsBefore() ? 'before' : wantsAddress(state) ? 'address' : ''
    panel.foot.hidden = wanted === 'before' || remembered !== null
    if ((form?.dataset.form ?? '') === wanted) return
    form?.remove()
    form = null
    if (wanted === 'before') form = askBefore({ door, t, visitor, onDone: () => begin() })
    if (wanted === 'address') form = askAddress({ t, visitor, onDone: () => leftAddress() })
    if (form) {
      form.dataset.form = wanted
      panel.body.append(form)
    }
  }
  const wantsBefore = () => !visitor.isKnown() && (door.forms.before.length > 0 || door.forms.consent !== '')
  const leftAddress = () => {
    hasLeftAddress = true
    show(chat.state())
  }
  /** Whether anybody is there may be another by now. */
  const lookForPeople = () => {
    visitor.readDoor().then(
      (fresh) => {
        isAnybodyThere = fresh.isAnybodyThere
        show(chat.state())
      },
      () => {},
    )
  }
  const begin = () => {
    chat.begin()
    show(chat.state())
    if (isOpen) composer.focus()
  }

  const show = (state: ChatState) => {
    const needsSignIn = door.identity === 'required' && !visitor.isKnown()
    panel.setOffline(!state.isOnline)
    panel.setTitle(appearance().title || door.agentName || t.conversation, lineFor(state))
    const isQueued = state.conversation?.assigneeKind === 'queue'
    if (isQueued && !wasQueued) lookForPeople()
    wasQueued = isQueued
    const waiting = hasLeftAddress ? t.addressLeft : t.waitingForPerson
    panel.setStatus(needsSignIn ? t.signIn : isQueued ? waiting : '')
    composer.enable(!needsSignIn)
    seeRemembered.hidden = !door.remembers || !visitor.isKnown()
    askPerson.hidden = needsSignIn || (state.conversation?.assigneeKind ?? 'agent') !== 'agent'
    drawForms(state)
    csat.show(state.conversation)
    csat.node.hidden = remembered !== null
    talk.show(state, context)
    panel.setWriting(state.writer === null ? '' : t.isWriting(state.writer || t.aPerson))
    news.hear(state, isOpen)
    if (isOpen && !document.hidden) chat.markRead()
    panel.setUnread(isOpen ? 0 : (state.conversation?.unreadCount ?? 0))
  }
  const open = () => {
    if (isOpen) return
    isOpen = true
    keeping.write('open', 'yes')
    panel.open(isNarrow)
    show(chat.state())
    tellShape()
    talk.toEnd()
    const first = form?.querySelector<HTMLElement>('input')
    if (first) first.focus()
    else composer.focus()
    bridge.tell({ type: 'event', name: 'open', detail: null })
  }
  const close = () => {
    if (!isOpen) return
    isOpen = false
    keeping.write('open', null)
    panel.close()
    tellShape()
    bridge.tell({ type: 'event', name: 'close', detail: null })
  }
  const anew = () => {
    csat.away()
    chat.startAnew()
    composer.focus()
  }

  const callPerson = async () => {
    askPerson.disabled = true
    await chat.askPerson(t.askPersonText).catch((error: unknown) => {
      panel.tellProblem(t.failed)
      tellError(error)
    })
    askPerson.disabled = false
  }
  const askPerson = el(
    'button',
    { type: 'button', class: 'text person', onclick: () => void callPerson() },
    t.askPerson,
  )
  const showRemembered = () => {
    remembered = openRemembered({
      t,
      transport: visitor.transport,
      onBack: () => hideRemembered(),
      onProblem: (text) => panel.tellProblem(text),
    })
    talk.node.hidden = true
    panel.body.append(remembered)
    show(chat.state())
    remembered.querySelector('button')?.focus()
  }
  const hideRemembered = () => {
    if (!remembered) return
    remembered.remove()
    remembered = null
    talk.node.hidden = false
    show(chat.state())
    if (isOpen) seeRemembered.focus()
  }
  const seeRemembered = el(
    'button',
    { type: 'button', class: 'text person', onclick: showRemembered },
    t.remembered,
  )
  panel.body.append(talk.node)
  panel.foot.append(csat.node, composer.node, askPerson, seeRemembered)
  document.body.append(panel.node)
  document.addEventListener('visibilitychange', () => show(chat.state()))
  dressUp()
  begin()

  return {
    open,
    close,
    turn(next) {
      isNarrow = next
      if (isOpen) panel.open(isNarrow)
    },
    update(next) {
      options = { ...options, ...next }
      dressUp()
      show(chat.state())
    },
    put(text) {
      open()
      if (!form) composer.put(text)
    },
    welcome(isOther) {
      if (isOther) chat.forget()
      begin()
    },
    forget() {
      hideRemembered()
      csat.away()
      chat.forget()
      hasLeftAddress = false
      begin()
    },
  }
}
