import type { ReportFigures, ReportTimes } from '#contract/shapes/report.ts'

const none: ReportTimes = { count: 0, medianSeconds: null, p90Seconds: null }

/** The figures of an empty period; in reports about members, those that are nobody's work are null. */
export const noFigures = (isOfMembers: boolean): ReportFigures => ({
  opened: isOfMembers ? null : 0,
  ownerMessages: isOfMembers ? null : 0,
  agentMessages: isOfMembers ? null : 0,
  memberMessages: 0,
  settled: isOfMembers ? null : 0,
  settledByAgents: isOfMembers ? null : 0,
  handed: 0,
  handedWhy: {},
  resolved: 0,
  reopened: isOfMembers ? null : 0,
  agentFirst: isOfMembers ? null : none,
  personFirst: none,
  waited: none,
  handled: none,
  csatRatings: { count: 0, average: null, scores: [0, 0, 0, 0, 0] },
  slaTargets: isOfMembers ? null : { met: 0, breached: 0 },
})
