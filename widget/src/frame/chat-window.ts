import type { Keeping } from './keeping.ts'
import type { Looks } from './looks.ts'
import type { PageBridge } from './page-bridge.ts'
import type { Panel } from './view/panel.ts'

export type ChatWindow = ReturnType<typeof openChatWindow>

interface ChatWindowOptions {
  panel: Panel
  looks: Looks
  keeping: Keeping
  bridge: PageBridge
  isNarrow: boolean
  /** Called once the window is visible, before the page is notified. */
  onOpened(): void
}

/** Opens and closes the window of the chat, and notifies the page. */
export function openChatWindow({ panel, looks, keeping, bridge, onOpened, ...given }: ChatWindowOptions) {
  let { isNarrow } = given
  let isOpen = false
  const tellShape = () =>
    bridge.tell({ type: 'shape', isOpen, position: looks.appearance().position, title: looks.title() })
  return {
    isOpen: () => isOpen,
    tellShape,
    open() {
      if (isOpen) return
      isOpen = true
      keeping.write('open', 'yes')
      panel.open(isNarrow)
      onOpened()
      tellShape()
      bridge.tell({ type: 'event', name: 'open', detail: null })
    },
    close() {
      if (!isOpen) return
      isOpen = false
      keeping.write('open', null)
      panel.close()
      tellShape()
      bridge.tell({ type: 'event', name: 'close', detail: null })
    },
    turn(next: boolean) {
      isNarrow = next
      if (isOpen) panel.open(isNarrow)
    },
  }
}
