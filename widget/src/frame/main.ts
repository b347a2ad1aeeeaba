import './frame.css'
import { ApiError } from '#client/api-error.ts'
import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { FromPage, PageOptions } from '../bridge-messages.ts'
import { openKeeping } from './keeping.ts'
import { openPageBridge } from './page-bridge.ts'
import { openRoom, type Room } from './room.ts'
import { openVisitor } from './visitor.ts'

const key = new URLSearchParams(location.search).get('key') ?? ''
const keeping = openKeeping(key)
let room: Room | null = null
let begun: Promise<void> | null = null

const bridge = openPageBridge((message) => {
  if (message.type === 'boot') begun ??= begin(message)
  else void begun?.then(() => obey(message))
})
const visitor = openVisitor({
  key,
  keeping,
  freshIdentity: () => bridge.askIdentity(),
  onLost: () => room?.forget(),
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
  room = openRoom({ door, options, isNarrow, visitor, keeping, bridge, tellError })
  bridge.tell({ type: 'event', name: 'ready', detail: { isVerified: visitor.isVerified() } })
}

function obey(message: FromPage): void {
  if (!room) return
  switch (message.type) {
    case 'open':
      return room.open()
    case 'close':
      return room.close()
    case 'narrow':
      return room.turn(message.isNarrow)
    case 'update':
      return room.update(message.options)
    case 'message':
      return room.put(message.text)
    case 'identify':
      return void visitor
        .identify(message.identity)
        .then((isOther) => room?.welcome(isOther))
        .catch(tellError)
    case 'identity':
    case 'boot':
      return
    case 'reset':
      return void visitor.leave().then(() => room?.forget())
  }
}

// Shown by itself, as in the preview of the console, the frame is its own page.
if (parent === window) {
  const options: PageOptions = {}
  begun = begin({ type: 'boot', identity: null, options, isNarrow: true }).then(() => room?.open())
} else bridge.tell({ type: 'hello' })
