import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { PageOptions } from '../bridge-messages.ts'
import { type Chat, openChat } from './chat/chat.ts'
import { openFileRefusal } from './chat/file-refusal.ts'
import { openNews } from './chat/news.ts'
import { openChatWindow } from './chat-window.ts'
import { drawState, type Parts } from './draw-state.ts'
import { openFormSlot } from './form-slot.ts'
import type { Keeping } from './keeping.ts'
import { openLooks } from './looks.ts'
import type { PageBridge } from './page-bridge.ts'
import type { AttachmentsDoing } from './view/attachments.ts'
import { openComposer } from './view/composer.ts'
import { applyAppearance } from './view/appearance.ts'
import { openPanel } from './view/panel.ts'
import { personButton } from './view/person-button.ts'
import { openRememberedView } from './view/remembered-view.ts'
import { openTalkView, type TalkContext } from './view/talk-view.ts'
import { openCsat } from './csat.ts'
import type { Visitor } from './visitor.ts'
import type { Messages } from './messages/en.ts'
import { chooseMessages } from './messages/choose-messages.ts'

/** The chat window on the page. */
export interface Messenger {
  open(): void
  close(): void
  turn(isNarrow: boolean): void
  update(options: PageOptions): void
  /** Puts a text where messages are written, and opens the chat. */
  put(text: string): void
  /** The visitor is known now; a different one starts with their own state. */
  welcome(isOther: boolean): void
  /** The visitor has left. */
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
  const parts = openParts(given, {
    onBegin: () => begin(),
    onAnew: () => anew(),
  })
  const { t, looks, panel, chatWindow, chat, context, composer, csat, forms, remembered } = parts
  const draw = () => drawState(parts, chat.state())
  const begin = () => {
    chat.begin()
    draw()
    if (chatWindow.isOpen()) composer.focus()
  }
  const anew = () => {
    csat.away()
    chat.startAnew()
    composer.focus()
  }
  const dressUp = () => {
    const appearance = looks.appearance()
    applyAppearance(panel.node, appearance)
    context.greeting = appearance.greeting || t.greeting
    chatWindow.tellShape()
  }

  panel.body.append(parts.talk.node)
  panel.foot.append(csat.node, composer.node, parts.askPerson, remembered.button)
  document.body.append(panel.node)
  document.addEventListener('visibilitychange', draw)
  dressUp()
  begin()

  return {
    open: chatWindow.open,
    close: chatWindow.close,
    turn: chatWindow.turn,
    update(next) {
      looks.override(next)
      dressUp()
      draw()
    },
    put(text) {
      chatWindow.open()
      if (forms.isEmpty()) composer.put(text)
    },
    welcome(isOther) {
      if (isOther) chat.forget()
      begin()
    },
    forget() {
      remembered.hide()
      csat.away()
      chat.forget()
      forms.forget()
      begin()
    },
  }
}

interface Doing {
  onBegin(): void
  onAnew(): void
}

/** Opens every part of the window, and connects them. */
function openParts(given: MessengerOptions, { onBegin, onAnew }: Doing): Parts {
  const { door, visitor, keeping, bridge, isNarrow } = given
  const looks = openLooks(door, given.options)
  const { language, t } = chooseMessages(looks.appearance().locale)
  document.documentElement.lang = language
  const onProblem = (text: string) => panel.tellProblem(text)
  const draw = () => drawState(parts, chat.state())

  const panel = openPanel({ t, onOpen: () => chatWindow.open(), onClose: () => chatWindow.close(), onAnew })
  const talk = openTalkView(t)
  const chat = openChat({ visitor, keeping, onChange: (state) => drawState(parts, state) })
  const forms = openFormSlot({ door, t, visitor, body: panel.body, onBegin, onChange: draw })
  const chatWindow = openChatWindow({
    panel,
    looks,
    keeping,
    bridge,
    isNarrow,
    onOpened() {
      draw()
      talk.toEnd()
      if (!forms.focus()) composer.focus()
    },
  })
  const csat = openCsat({
    t,
    language,
    keeping,
    calls: chat.api.csat,
    onProblem,
    onAway: () => composer.focus(),
  })
  const composer = openComposer({
    t,
    ...writingTo(chat, visitor, openFileRefusal(chat.api, t, language)),
    say(text, files) {
      csat.away()
      chat.say(text, files)
    },
    onProblem,
  })
  const remembered = openRememberedView({
    t,
    transport: visitor.transport,
    body: panel.body,
    onProblem,
    onTurn(isShown) {
      talk.node.hidden = isShown
      draw()
      if (!isShown && chatWindow.isOpen()) remembered.button.focus()
    },
  })
  const askPerson = personButton(t, () =>
    chat.askPerson(t.askPersonText).catch((error: unknown) => {
      onProblem(t.failed)
      given.tellError(error)
    }),
  )
  const news = openNews((name, detail) => bridge.tell({ type: 'event', name, detail }))
  const context = contextOf(chat, t, onProblem)
  const parts: Parts = {
    door,
    visitor,
    t,
    looks,
    panel,
    chatWindow,
    chat,
    talk,
    context,
    composer,
    csat,
    forms,
    remembered,
    askPerson,
    news,
  }
  return parts
}

/** The composer’s other effects. A visitor is registered before the first file is uploaded. */
const writingTo = (chat: Chat, visitor: Visitor, refusalOf: ReturnType<typeof openFileRefusal>) => ({
  async upload(...[file, how]: Parameters<AttachmentsDoing['upload']>) {
    await visitor.enter()
    return chat.api.upload(file, file.name, how)
  },
  async refusalOf(file: File) {
    await visitor.enter()
    return refusalOf(file)
  },
  onWriting: (isWriting: boolean) => chat.tellWriting(isWriting),
})

const contextOf = (chat: Chat, t: Messages, onProblem: (text: string) => void): TalkContext => ({
  t,
  greeting: '',
  files: chat.api.files,
  onProblem,
  onRetry: (clientId) => chat.retry(clientId),
  onDiscard: (clientId) => chat.discard(clientId),
})
