/** Which memories are looked at; empty: all. */
export interface MemoryFilter {
  agentId: string
  search: string
}
