/** Tells this process's worker and relay that a commit left work for them. Losing a call only delays the work. */
export interface Wake {
  worker(): void
  relay(): void
}
