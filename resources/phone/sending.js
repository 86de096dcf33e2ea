// What goes to the practice, when the patient sends it.

const sending = () => {
  const code = made("textarea", { id: "code", class: "code", readonly: true, rows: 5 });
  const shown = made("div", { hidden: true },
    made("label", { for: "code" }, words.code),
    code,
    made("p", { class: "muted" }, words.codeWithout),
    button(words.copyCode, async () => {
      code.select();
      try {
        await navigator.clipboard.writeText(code.value);
      } catch {
        document.execCommand("copy"); // opened from a file, a page may have no clipboard
      }
      say(words.copied);
    }, "copy-code"));
  const some = store.value.sessions.length > 0;
  return [
    made("h2", {}, words.sendTitle),
    made("p", {}, words.sendWhat),
    made("div", { class: "acts" },
      button(words.saveFile, () => (store.value.sessions.length ? saveFile() : say(words.nothingYet)), "save-file"),
      button(words.showCode, () => {
        const from = dayBefore(dayOf(now()), 6);
        code.value = codeOf(store.value.sessions.filter((one) => one.day >= from));
        shown.hidden = false;
        code.focus();
      }, "show-code")),
    shown,
    some ? made("div", { class: "acts" }, button(words.forget, forget, "forget")) : null,
  ];
};

const saveFile = () => {
  const blob = new Blob([fileOf(store.value.sessions)], { type: "application/json" });
  const link = made("a", {
    href: URL.createObjectURL(blob),
    download: `${given.plan.id}-${dayOf(now())}.adherence.json`.replace(/[^\w.-]/g, "_"),
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const forget = () => {
  show(
    words.forget,
    made("p", {}, words.forgetSure),
    made("div", { class: "acts" },
      button(words.noKeep, overview),
      button(words.yesDelete, () => { store.forget(); overview(); }, "yes-delete")),
  );
};
