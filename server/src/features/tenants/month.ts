/** A calendar month in UTC. */
export interface Month {
  readonly begins: Date
  readonly ends: Date
}

/** The month of a given time. */
export const monthOf = (moment: Date): Month => {
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()]
  return { begins: new Date(Date.UTC(year, month)), ends: new Date(Date.UTC(year, month + 1)) }
}
