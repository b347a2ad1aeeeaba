/** What examples put where a secret belongs. */
const EXAMPLE =
  /change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|your[-_ ]|placeholder|example|^(my)?(secret|password|key|token)\d*$|<[^>]*>|\$\{|^x+$|\.{3}|…/i
const DIFFERENT_MIN = 8

/** Whether a secret was copied from an example or typed without a thought, so that anybody would guess it. */
export const isPlaceholder = (value: string): boolean =>
  EXAMPLE.test(value.trim()) || new Set(value.trim()).size < DIFFERENT_MIN
