// The page works without this. With it: copy buttons, the clock, and news as they happen.
"use strict";
(() => {
  const POLL_MS = 4000; // while no events come
  const CHECK_MS = 30000; // beside the events
  const RETURN_S = 8;
  const said = document.getElementById("said");
  let main = document.getElementById("main");
  if (!main || !main.dataset.part) return;

  const say = (words) => { said.textContent = words; };

  // ---- what a fresh piece of page needs -------------------------------------------------------

  const copy = async (button) => {
    const label = button.querySelector("span");
    const was = label.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      if (!copyOldWay(button.dataset.copy)) return;
    }
    label.textContent = document.body.dataset.copied;
    say(document.body.dataset.copied);
    setTimeout(() => { label.textContent = was; }, 2000);
  };

  const copyOldWay = (text) => { // the clipboard's own door is open on https only
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  let endsAt = null;
  const wake = () => {
    for (const button of main.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", () => copy(button));
    }
    const print = document.getElementById("print");
    if (print) {
      print.hidden = false;
      print.addEventListener("click", () => window.print());
    }
    const left = main.querySelector("[data-left]");
    endsAt = left ? performance.now() + 1000 * Number(left.dataset.left) : null;
  };

  // ---- the clock ------------------------------------------------------------------------------

  const two = (number) => String(number).padStart(2, "0");
  const tick = () => {
    if (endsAt === null) return;
    const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    const text = (hours ? `${hours}:` : "") + `${two(minutes)}:${two(seconds % 60)}`;
    main.querySelector("[data-left]").textContent = text;
    main.querySelector("progress").value = seconds;
    if (seconds === 0) {
      endsAt = null;
      setTimeout(refresh, 1100); // the server's clock counts whole seconds
    }
  };

  // ---- news -----------------------------------------------------------------------------------

  let misses = 0;
  let isAsking = false;
  let asksAgain = false;
  const refresh = async () => {
    if (isAsking) { // what came meanwhile may be newer than the answer under way
      asksAgain = true;
      return;
    }
    isAsking = true;
    try {
      const known = encodeURIComponent(main.dataset.state);
      const answer = await fetch(`${main.dataset.part}&known=${known}`, { cache: "no-store" });
      if (answer.status === 200) swap(await answer.text());
      misses = 0;
    } catch {
      misses += 1;
      if (misses === 3) say(document.body.dataset.lost);
    } finally {
      isAsking = false;
    }
    if (asksAgain) {
      asksAgain = false;
      refresh();
    }
  };

  const swap = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("main");
    if (!fresh || fresh.dataset.state === main.dataset.state || isTyping()) return;
    const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
    const headline = () => main.querySelector("h1").textContent;
    const was = headline();
    if (!fresh.dataset.return) returnsIn = null;
    else if (!main.dataset.return) returnsIn = RETURN_S;
    main.replaceWith(fresh);
    main = document.getElementById("main");
    document.title = main.dataset.title;
    wake();
    tick();
    count();
    if (focused) (document.getElementById(focused) || main.querySelector("h1")).focus();
    const going = returnsIn === RETURN_S ? document.getElementById("going").querySelector("span") : null;
    if (headline() !== was) say(going ? `${headline()} ${going.textContent}` : headline());
  };

  const isTyping = () =>
    [...main.querySelectorAll("input:not([type=hidden])")].some((field) => field.value);

  const listen = () => {
    const source = new EventSource(main.dataset.events);
    source.addEventListener("open", refresh);
    source.addEventListener("changed", refresh);
    setInterval(() => { if (source.readyState !== EventSource.OPEN) refresh(); }, POLL_MS);
    setInterval(refresh, CHECK_MS);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  };

  // ---- back to the shop, only for who saw the payment complete ---------------------------------

  let returnsIn = null;
  const count = () => {
    const line = document.getElementById("going");
    if (returnsIn === null || !line) return;
    line.hidden = false;
    line.querySelector("span").textContent = line.dataset.words.replace("{seconds}", returnsIn);
    line.querySelector("button").onclick = () => {
      returnsIn = null;
      line.hidden = true;
      document.getElementById("back").focus();
    };
  };

  const goBack = () => {
    if (returnsIn === null) return;
    returnsIn -= 1;
    count();
    if (returnsIn > 0) return;
    returnsIn = null;
    window.location.assign(main.dataset.return);
  };

  wake();
  tick();
  setInterval(tick, 1000);
  setInterval(goBack, 1000);
  listen();
})();
