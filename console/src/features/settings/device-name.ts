import type { PeopleMessages } from '../../messages/people/en.ts'

// In this order: most browsers also claim to be the ones below them.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bMicroMessenger\//, 'WeChat'],
  [/\b(Headless)?Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const find = (userAgent: string, names: [RegExp, string][]) =>
  names.find(([sign]) => sign.test(userAgent))?.[1]

/** A device as a person would call it, from what it calls itself. */
export function deviceName(userAgent: string | null, t: PeopleMessages): string {
  if (userAgent === null) return t.unknownDevice
  const [browser, system] = [find(userAgent, browsers), find(userAgent, systems)]
  if (browser && system) return t.device(browser, system)
  // A program's own name, without the version and whatever follows.
  return browser ?? system ?? (userAgent.split(/[/\s]/)[0] || t.unknownDevice)
}
