import classes from './typing.module.css'

/** Somebody's hands at work. */
export const TypingDots = () => (
  <span className={classes.dots} aria-hidden="true">
    <i />
    <i />
    <i />
  </span>
)
