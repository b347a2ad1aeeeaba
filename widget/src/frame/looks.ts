import type { WidgetDoor } from '#contract/shapes/widget.ts'
import type { PageOptions } from '../bridge-messages.ts'
import { appearanceWith } from './view/appearance.ts'

export type Looks = ReturnType<typeof openLooks>

/** How the widget looks: as configured, with what the page has overridden so far. */
export function openLooks(door: WidgetDoor, given: PageOptions) {
  let options = given
  const appearance = () => appearanceWith(door.appearance, options)
  return {
    appearance,
    /** The title of the chat; empty if neither it nor its agent has a name. */
    title: () => appearance().title || door.agentName,
    override(next: PageOptions) {
      options = { ...options, ...next }
    },
  }
}
