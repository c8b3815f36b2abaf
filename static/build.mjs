// Bundles the screen. `node build.mjs [--watch | --test]`; nothing else knows how.
import { build, context } from "esbuild"
import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const screen = join(here, "../server/nengo_gui/_static")
const task = process.argv[2] ?? "--build"

const common = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
}

const page = {
  ...common,
  entryPoints: [
    { in: "src/main.tsx", out: "app" },
    { in: "src/style/app.css", out: "app" },
  ],
  outdir: screen,
  minify: task === "--build",
  sourcemap: task === "--watch" && "inline",
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  metafile: true,
}

const tests = {
  ...common,
  entryPoints: readdirSync(join(here, "test"), { recursive: true })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => ({ in: join("test", name), out: name.replace(/\.tsx?$/, "").replace(/[\\/]/g, "-") })),
  outdir: join("test-build", String(process.pid)), // two runs at once do not disturb each other
  platform: "node",
  sourcemap: "inline",
}

if (task === "--test") {
  await build(tests)
  const files = tests.entryPoints.map(({ out }) => join(tests.outdir, `${out}.js`))
  const { status } = spawnSync(process.execPath, ["--test", ...files], { cwd: here, stdio: "inherit" })
  await rm(join(here, tests.outdir), { recursive: true, force: true })
  process.exitCode = status ?? 1
} else {
  // Emptied first: what the packing hook noted about an older screen must not survive it.
  await rm(screen, { recursive: true, force: true })
  if (task === "--watch") await (await context(page)).watch()
  else await writeLicences(await build(page))
}

/** The screen carries the terms of everything that is bundled into it. */
async function writeLicences({ metafile }) {
  const packages = Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
  const texts = [...new Set(packages)].filter(Boolean).sort().map((name) => {
    const folder = join(here, "node_modules", name)
    const [file] = readdirSync(folder).filter((each) => /^licen[cs]e/i.test(each))
    if (file === undefined) throw new Error(`${name} comes without its licence. Leave it out.`)
    return `${name}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`
  })
  await writeFile(join(screen, "licences.txt"), texts.join(`\n${"-".repeat(72)}\n\n`))
}
