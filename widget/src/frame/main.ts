import './frame.css'
import { ApiError } from '#client/api-error.ts'
import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { FromPage, PageOptions } from '../bridge-messages.ts'
import { openKeeping } from './keeping.ts'
import { openPageBridge } from './page-bridge.ts'
import { openMessenger, type Messenger } from './messenger.ts'
import { openVisitor } from './visitor.ts'

const key = new URLSearchParams(location.search).get('key') ?? ''
const keeping = openKeeping(key)
let messenger: Messenger | null = null
let begun: Promise<void> | null = null

const bridge = openPageBridge((message) => {
  if (message.type === 'boot') begun ??= begin(message)
  else void begun?.then(() => obey(message))
})
const visitor = openVisitor({
  key,
  keeping,
  freshIdentity: () => bridge.askIdentity(),
  onLost: () => messenger?.forget(),
})
const tellError = (error: unknown) =>
  bridge.tell({
    type: 'event',
    name: 'error',
    detail: {
      code: error instanceof ApiError ? error.code : 'internal',
      message: error instanceof Error ? error.message : String(error),
    },
  })

async function begin({ identity, options, isNarrow }: Extract<FromPage, { type: 'boot' }>): Promise<void> {
  let door: WidgetDoor
  try {
    door = await visitor.readDoor()
    if (identity) await visitor.identify(identity)
  } catch (error) {
    tellError(error)
    return
  }
  messenger = openMessenger({ door, options, isNarrow, visitor, keeping, bridge, tellError })
  bridge.tell({ type: 'event', name: 'ready', detail: { isVerified: visitor.isVerified() } })
}

function obey(message: FromPage): void {
  if (!messenger) return
  switch (message.type) {
    case 'open':
      return messenger.open()
    case 'close':
      return messenger.close()
    case 'narrow':
      return messenger.turn(message.isNarrow)
    case 'update':
      return messenger.update(message.options)
    case 'message':
      return messenger.put(message.text)
    case 'identify':
      return void visitor
        .identify(message.identity)
        .then((isOther) => messenger?.welcome(isOther))
        .catch(tellError)
    case 'identity':
    case 'boot':
      return
    case 'reset':
      return void visitor.leave().then(() => messenger?.forget())
  }
}

// Shown on its own, as in the console’s preview, the frame is its own page.
if (parent === window) {
  const options: PageOptions = {}
  begun = begin({ type: 'boot', identity: null, options, isNarrow: true }).then(() => messenger?.open())
} else bridge.tell({ type: 'hello' })
