import classes from './participants.module.css'

const HUES = 12

/** The colour of an agent, the same wherever it is met: one of twelve, by its id. */
const hueOf = (id: string): number =>
  ([...id].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973, 7) % HUES) *
  (360 / HUES)

/** An agent at a glance: its initial on its colour. Its name stands beside it. */
export const AgentBadge = ({ id, name }: { id: string; name: string }) => (
  <span
    className={classes.badge}
    style={{ backgroundColor: `oklch(0.46 0.1 ${hueOf(id)})` }}
    data-initial={[...name.trim()][0]?.toUpperCase() ?? '?'}
    aria-hidden="true"
  />
)
