import { writeFileSync, rmSync } from 'node:fs'
import { migrate } from '#platform/database/migrate.ts'
import { openDatabase } from '#platform/database/open.ts'
import { wholeCatalogue } from '#test/support/whole-catalogue.ts'
import { sql } from 'kysely'
const dir='/tmp/schema-old-db'
rmSync(dir,{recursive:true,force:true})
const database = await openDatabase({ kind: 'embedded', directory: dir })
const t=performance.now(); await migrate(database,'latest'); console.log('migrated ms', performance.now()-t)
const q = (s)=>database.administer(async db=>(await sql.raw(s).execute(db)).rows)
const out:any={}
const ours=`c.relnamespace='public'::regnamespace AND c.relname NOT LIKE 'schema_migrations%' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid='pg_class'::regclass AND d.objid=c.oid AND d.deptype='e')`
out.tables=await q(`SELECT c.oid::int AS oid,c.relname AS name,c.relkind AS kind,c.relispartition AS part,c.reloptions AS options,obj_description(c.oid,'pg_class') AS comment,pg_get_partkeydef(c.oid) AS partkey,pg_get_expr(c.relpartbound,c.oid) AS bound FROM pg_class c WHERE c.relkind IN ('r','p') AND ${ours} ORDER BY c.oid`)
out.columns=await q(`SELECT c.relname AS t,a.attname AS name,format_type(a.atttypid,a.atttypmod) AS type,a.attnotnull AS nn,a.attidentity AS ident,a.attgenerated AS gen,a.attstattarget AS stat,a.attstorage<>ty.typstorage AS sto,a.attstorage AS storage,pg_get_expr(d.adbin,c.oid) AS def,col_description(c.oid,a.attnum) AS comment FROM pg_class c JOIN pg_attribute a ON a.attrelid=c.oid AND a.attnum>0 AND NOT a.attisdropped JOIN pg_type ty ON ty.oid=a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid=c.oid AND d.adnum=a.attnum WHERE c.relkind IN ('r','p') AND ${ours} ORDER BY c.oid,a.attnum`)
out.constraints=await q(`SELECT c.relname AS t,k.conname AS name,k.contype AS type,pg_get_constraintdef(k.oid) AS def,k.oid::int AS oid,f.relname AS target, ARRAY(SELECT attname FROM unnest(k.conkey) WITH ORDINALITY u(n,o) JOIN pg_attribute a ON a.attrelid=k.conrelid AND a.attnum=u.n ORDER BY o) AS cols FROM pg_constraint k JOIN pg_class c ON c.oid=k.conrelid LEFT JOIN pg_class f ON f.oid=k.confrelid WHERE k.contype<>'n' AND k.conparentid=0 AND ${ours} ORDER BY c.oid,k.oid`)
out.indexes=await q(`SELECT t.relname AS t,c.relname AS name,pg_get_indexdef(c.oid) AS def,c.oid::int AS oid FROM pg_index i JOIN pg_class c ON c.oid=i.indexrelid JOIN pg_class t ON t.oid=i.indrelid WHERE ${ours} AND NOT c.relispartition AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid=c.oid AND k.contype IN ('p','u','x')) ORDER BY c.oid`)
out.triggers=await q(`SELECT c.relname AS t,pg_get_triggerdef(g.oid) AS def,g.tgname AS name FROM pg_trigger g JOIN pg_class c ON c.oid=g.tgrelid WHERE NOT g.tgisinternal AND g.tgparentid=0 AND ${ours} ORDER BY g.oid`)
out.policies=await q(`SELECT c.relname AS t,p.polname AS name,p.polcmd AS cmd,p.polpermissive AS perm,p.polroles::regrole[]::text AS roles,pg_get_expr(p.polqual,c.oid,true) AS qual,pg_get_expr(p.polwithcheck,c.oid,true) AS chk FROM pg_policy p JOIN pg_class c ON c.oid=p.polrelid WHERE p.polname NOT IN ('tenant','across') AND ${ours} ORDER BY p.oid`)
out.functions=await q(`SELECT p.proname AS name,pg_get_functiondef(p.oid) AS def,p.proacl::text AS acl,obj_description(p.oid,'pg_proc') AS comment,pg_get_function_identity_arguments(p.oid) AS args FROM pg_proc p WHERE p.pronamespace='public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid='pg_proc'::regclass AND d.objid=p.oid AND d.deptype='e') ORDER BY p.oid`)
out.acl=await q(`SELECT c.relname AS name,c.relacl::text AS acl FROM pg_class c WHERE c.relkind IN ('r','p','S') AND ${ours}`)
writeFileSync('/tmp/schema-old.json',JSON.stringify(out,null,1))
writeFileSync('/tmp/schema-old-catalogue.txt',(await wholeCatalogue(database)).join('\n'))
await database.close()
