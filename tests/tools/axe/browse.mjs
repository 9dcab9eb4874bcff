// browse.mjs CHROMIUM AXE.JS PICTURES PAGE.html...: what axe says in the header of axe, for each
// page. The browser is spoken to in its own protocol, over a pipe: messages are JSON, each ended
// by a zero byte.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { pathToFileURL } from "node:url";

const [browser, axePath, pictures, ...pages] = process.argv.slice(2);
const axe = readFileSync(axePath, "utf8");
const SLICE = 1600; // px: the most of a picture's height
const TOLD = 5; // of what is wrong on a page

const home = mkdtempSync(join(tmpdir(), "samsyn-axe-"));
const chromium = spawn(browser, ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--hide-scrollbars", "--remote-debugging-pipe", `--user-data-dir=${home}`, "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const waiting = new Map();
const listeners = new Set();
let last = 0;
let held = Buffer.alloc(0);
chromium.stdio[4].on("data", (data) => {
    held = Buffer.concat([held, data]);
    for (let end; (end = held.indexOf(0)) >= 0; held = held.subarray(end + 1)) {
        const message = JSON.parse(held.subarray(0, end).toString());
        if (waiting.has(message.id)) {
            const { done, failed } = waiting.get(message.id);
            waiting.delete(message.id);
            message.error ? failed(new Error(message.error.message)) : done(message.result);
        } else {
            for (const listen of listeners) listen(message);
        }
    }
});
const gone = new Promise((done) => chromium.on("exit", () => {
    for (const { failed } of waiting.values()) failed(new Error("the browser ended"));
    done();
}));
const send = (method, params = {}, sessionId = undefined) => new Promise((done, failed) => {
    const id = ++last;
    waiting.set(id, { done, failed });
    chromium.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
});

let passed = 0, failed = 0;
const tell = (good, claim, reasons = []) => {
    console.log(`${good ? "ok" : "not ok"} ${claim}`);
    for (const reason of reasons.slice(0, TOLD)) console.log(`    ${reason}`);
    good ? passed++ : failed++;
};

async function evaluate(session, expression) {
    const { result, exceptionDetails } = await send("Runtime.evaluate",
        { expression, awaitPromise: true, returnByValue: true }, session);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
}

const WIDER = `(() => {
    const room = innerWidth, root = document.scrollingElement;
    if (root.scrollWidth <= room) return [];
    const wide = [...document.body.querySelectorAll("*")]
        .filter((each) => each.getBoundingClientRect().right > room + 1 && !each.closest(".table") && !each.closest(".vh"))
        .map((each) => each.outerHTML.slice(0, 120));
    return [root.scrollWidth + " px wide", ...wide];
})()`;
const AXE = `axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations.map((each) =>
    each.id + ": " + each.help + ": " + each.nodes.map((node) => node.html.slice(0, 100)).slice(0, 3).join(" | ")))`;
const LETTERS = `document.fonts.ready.then(() => [...document.fonts].map((face) => face.family + " " + face.weight + " " + face.status))`;

async function shoot(session, name, width) {
    const { cssContentSize } = await send("Page.getLayoutMetrics", {}, session);
    const height = Math.min(Math.ceil(cssContentSize.height), 8 * SLICE);
    for (let y = 0, part = 1; y < height; y += SLICE, part++) {
        const clip = { x: 0, y, width, height: Math.min(SLICE, height - y), scale: 1 };
        const { data } = await send("Page.captureScreenshot", { clip, captureBeyondViewport: true }, session);
        writeFileSync(join(pictures, `${name}-${part}.png`), Buffer.from(data, "base64"));
    }
}

const view = (session, width, height) => send("Emulation.setDeviceMetricsOverride",
    { width, height, deviceScaleFactor: 1, mobile: width < 600 }, session);

async function look(path) {
    const place = basename(dirname(dirname(path)));
    const name = `${place}-${basename(path, ".html")}`;
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId: session } = await send("Target.attachToTarget", { targetId, flatten: true });
    const fetched = [], complaints = [];
    let loaded;
    const whole = new Promise((done) => (loaded = done));
    const listen = ({ method, params, sessionId }) => {
        if (sessionId !== session) return;
        if (method === "Network.requestWillBeSent") fetched.push(params.request.url);
        if (method === "Log.entryAdded") complaints.push(params.entry.text);
        if (method === "Page.loadEventFired") loaded();
    };
    listeners.add(listen);
    for (const part of ["Page", "Network", "Log", "Runtime"]) await send(`${part}.enable`, {}, session);
    await view(session, 1280, 900);
    const url = pathToFileURL(path).href;
    await send("Page.navigate", { url }, session);
    await whole;

    const letters = await evaluate(session, LETTERS);
    const taken = letters.length === 2 && letters.every((face) => face.endsWith(" loaded"));
    tell(taken, `${name}: its letters are taken`, taken ? [] : letters);
    const others = fetched.filter((each) => each !== url && !each.startsWith("data:") &&
        !(each.startsWith("file:") && each.endsWith("-thumbnail.png") && name.endsWith("-index")));
    tell(others.length === 0, `${name}: nothing else is fetched`, others);
    tell(complaints.length === 0, `${name}: the browser has no complaint`, complaints);
    await evaluate(session, axe + "; 0");
    for (const [width, height] of [[1280, 900], [390, 844]]) {
        await view(session, width, height);
        const found = await evaluate(session, AXE);
        tell(found.length === 0, `${name}: axe finds nothing at ${width} px`, found);
        const wider = await evaluate(session, WIDER);
        tell(wider.length === 0, `${name}: nothing is wider than ${width} px`, wider);
        await shoot(session, `${name}-${width}`, width);
    }
    await view(session, 320, 844);
    const wider = await evaluate(session, WIDER);
    tell(wider.length === 0, `${name}: nothing is wider than 320 px`, wider);
    await send("Emulation.setEmulatedMedia", { media: "print" }, session);
    const { data } = await send("Page.printToPDF", { preferCSSPageSize: true, paperWidth: 8.27, paperHeight: 11.69 }, session);
    writeFileSync(join(pictures, `${name}-print.pdf`), Buffer.from(data, "base64"));
    listeners.delete(listen);
    await send("Target.closeTarget", { targetId });
}

try {
    for (const page of pages) await look(page);
    await send("Browser.close").catch(() => {});
} catch (error) {
    tell(false, "the pages are looked at", [error.stack]);
    chromium.kill();
}
await gone;
try {
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
} catch (error) { // a helper of the browser's still writes there: nothing that was looked at
    console.log(`    ${home} is left: ${error.code}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
