import { z } from 'zod'
import {
  ListSites,
  SiteList,
  Site,
  SiteRef,
  AddSite,
  ChangeSite,
  ListSitePages,
  SitePages,
} from '#contract/shapes/site.ts'
import { requireKnowledgeBases } from '#features/knowledge/index.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query, command } from '#kernel/use-case.ts'
import { conflict, invalidInput, notFound } from '#kernel/fault.ts'
import { refuseUnfitSchedule } from '#kernel/schedule.ts'
import { toSite, ONCE_AN_HOUR, siteChanged, toSitePage } from './site.ts'
import { countedSites, requireSite, lockSite } from './visible.ts'
import { pageAddress } from './address.ts'
import { siteRead, pagesVanished } from './job-kinds.ts'
import { insertSite, updateSite, deleteSiteRow } from './site-store.ts'
import { beginRun, planNext } from './begin-run.ts'
import { hasWaiting, documentsOf, sitePagesAfter } from './page-store.ts'

/** Lists the sites of a knowledge base, newest first. */
export const listSites = query({
  name: 'site.list',
  permission: 'knowledge:read',
  input: ListSites,
  output: SiteList,
  async run({ tx, scope }, { knowledgeBaseId, limit, after }) {
    await requireKnowledgeBases(tx, scope, [knowledgeBaseId])
    const cursor = readCursor(after)
    const rows = await countedSites(tx, scope)
      .where('knowledge_base_id', '=', knowledgeBaseId)
      .$if(cursor !== null, (some) => some.where('id', '<', cursor?.id ?? ''))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    return pageFrom(rows, limit, toSite, (row) => ({ at: '', id: row.id }))
  },
})

/** Reads the progress of a site. */
export const readSite = query({
  name: 'site.read',
  permission: 'knowledge:read',
  input: SiteRef,
  output: Site,
  run: async ({ tx, scope }, { siteId }) => toSite(await requireSite(tx, scope, siteId)),
})

/** Keeps a knowledge base in sync with a page, a sitemap or a website: reads it now, and again on its schedule. */
export const addSite = command({
  name: 'site.add',
  permission: 'knowledge:write',
  input: AddSite,
  output: Site,
  async run({ tx, scope, emit, enqueue }, { address, ...facts }) {
    await requireKnowledgeBases(tx, scope, [facts.knowledgeBaseId])
    const kept = pageAddress(address)
    if (!kept) throw invalidInput('This is not the URL of a web page.')
    refuseUnfitSchedule(facts.schedule, facts.timeZone, ONCE_AN_HOUR)
    const row = await insertSite(tx, scope, { ...facts, address: kept })
    if (!row) throw conflict('This website is already in the knowledge base.')
    emit({
      type: 'site.added',
      payload: { knowledgeBaseId: row.knowledge_base_id, siteId: row.id, name: row.address },
    })
    enqueue(siteRead, { siteId: row.id, run: row.run })
    return toSite({ ...row, pages: null, changes: null })
  },
})

/** Changes which pages of a site are read and when, or pauses or resumes it. */
export const changeSite = command({
  name: 'site.change',
  permission: 'knowledge:write',
  input: ChangeSite,
  output: Site,
  async run(context, { siteId, ...change }) {
    const { tx, scope, emit } = context
    const known = await lockSite(tx, scope, siteId)
    if (!known) throw notFound('site')
    const schedule = change.schedule === undefined ? known.schedule : change.schedule
    const timeZone = change.timeZone ?? known.time_zone
    refuseUnfitSchedule(schedule, timeZone, ONCE_AN_HOUR)
    const row = await updateSite(tx, siteId, {
      schedule,
      time_zone: timeZone,
      pages_max: change.pagesMax ?? known.pages_max,
      depth_max: change.depthMax ?? known.depth_max,
      include: change.include ?? known.include,
      exclude: change.exclude ?? known.exclude,
      is_paused: change.isPaused ?? known.is_paused,
    })
    await planNext(context, row)
    emit(siteChanged(row))
    if (known.is_paused && !row.is_paused && (await hasWaiting(tx, row))) await beginRun(context, row)
    return toSite(await requireSite(tx, scope, siteId))
  },
})

/** Removes a site from a knowledge base: its pages are no longer found. */
export const deleteSite = command({
  name: 'site.delete',
  permission: 'knowledge:write',
  input: SiteRef,
  async run({ tx, scope, emit, enqueue }, { siteId }) {
    const site = await lockSite(tx, scope, siteId)
    if (!site) throw notFound('site')
    const documentIds = await documentsOf(tx, siteId)
    await deleteSiteRow(tx, siteId)
    if (documentIds.length > 0) enqueue(pagesVanished, { documentIds })
    emit({
      type: 'site.deleted',
      payload: { knowledgeBaseId: site.knowledge_base_id, siteId, name: site.address },
    })
  },
})

const Place = z.coerce.number().int().min(0).catch(0)

/** Lists the pages of a site, what became of each and why. */
export const listSitePages = query({
  name: 'site.list-pages',
  permission: 'knowledge:read',
  input: ListSitePages,
  output: SitePages,
  async run({ tx, scope }, { siteId, state, change, limit, after }) {
    await requireSite(tx, scope, siteId)
    const skipped = Place.parse(after ?? 0)
    const rows = await sitePagesAfter(tx, siteId, { state, change, skipped, limit: limit + 1 })
    return {
      items: rows.slice(0, limit).map(toSitePage),
      nextCursor: rows.length > limit ? String(skipped + limit) : null,
    }
  },
})
