extension StatusPage {
  /// The script of the page: sends texts, and updates everything but the form every 5 seconds.
  static let script = """
    const form = document.querySelector("form");

    async function refresh() {
      const response = await fetch("/");
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      // Without it, the response is not this page.
      const main = page.querySelector("main");
      if (main) document.querySelector("main").replaceWith(main);
    }

    form?.addEventListener("submit", async (event) => {
      event.preventDefault();
      const result = form.querySelector("output");
      try {
        const response = await fetch("/simulator/messages", {
          method: "POST",
          headers: {"Content-Type": "application/json"},
          body: JSON.stringify(Object.fromEntries(new FormData(form))),
        });
        const answer = await response.json();
        if (answer.delivered) form.elements.body.value = "";
        result.textContent = answer.reason ?? (answer.delivered
          ? "Delivered." : "No event accepted the message.");
        await refresh();
      } catch {
        result.textContent = "bpmnc does not respond.";
      }
    });

    // A stopped server keeps the last state on the page.
    setInterval(() => refresh().catch(() => {}), 5000);

    """
}
