import { hueOf } from './hues.ts'
import classes from './participants.module.css'

interface AgentBadgeProps {
  id: string
  name: string
  /** Beside whom it stands, so that they differ. */
  among: readonly string[]
}

/** An agent at a glance: its initial on its colour. Its name stands beside it. */
export const AgentBadge = ({ id, name, among }: AgentBadgeProps) => (
  <span
    className={classes.badge}
    style={{ backgroundColor: `oklch(0.46 0.1 ${hueOf(id, among)})` }}
    data-initial={[...name.trim()][0]?.toUpperCase() ?? '?'}
    aria-hidden="true"
  />
)
