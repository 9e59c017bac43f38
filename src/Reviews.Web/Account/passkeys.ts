/** People may have to fetch their phone: the server keeps its challenge for five minutes. */
const ANSWER_LIMIT_MS = 15_000;

const NOT_HERE = "This browser doesn’t support passkeys.";

/**
 * `<passkey-form mode="create|get" options="...">` around a form: before the form is sent, the browser passes the server's challenge to an
 * authenticator, and the answer is sent in the field `credential`. It stays hidden without script, or where passkeys are not supported.
 */
export class PasskeyForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || !("PublicKeyCredential" in window)) return;
    this.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#send(form);
    });
  }

  async #send(form: HTMLFormElement): Promise<void> {
    const button = form.querySelector("button");
    const field = form.querySelector<HTMLInputElement>("input[name=credential]");
    if (!button || !field || button.disabled) return;
    button.disabled = true;
    this.#say("");
    try {
      const options = await this.#ask(form);
      const credential = this.getAttribute("mode") === "create" ? await make(options) : await use(options);
      field.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      console.warn("No passkey", error);
      this.#say(reason(error));
      button.disabled = false;
    }
  }

  /** The server's challenge, requested with the form's own antiforgery token. */
  async #ask(form: HTMLFormElement): Promise<unknown> {
    const token = form.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")?.value ?? "";
    const response = await fetch(this.getAttribute("options") ?? "", {
      method: "POST",
      headers: { RequestVerificationToken: token },
      credentials: "same-origin",
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    if (!response.ok)
      throw new Refusal(response.status === 429 ? "Too many attempts. Wait a moment." : "This page is out of date. Reload it.");
    return response.json();
  }

  #say(text: string): void {
    const line = this.querySelector<HTMLElement>("[data-part=refusal]");
    if (!line) return;
    line.textContent = text;
    line.hidden = text === "";
  }
}

/** An error whose message is shown to the reader. */
class Refusal extends Error {}

async function make(options: unknown): Promise<Credential | null> {
  if (!PublicKeyCredential.parseCreationOptionsFromJSON) throw new Refusal(NOT_HERE);
  return navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON),
  });
}

async function use(options: unknown): Promise<Credential | null> {
  if (!PublicKeyCredential.parseRequestOptionsFromJSON) throw new Refusal(NOT_HERE);
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON),
  });
}

function reason(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
      return "Nothing was changed: the request was cancelled, or it took too long.";
    case "InvalidStateError":
      return "This device already has a passkey for your account.";
    case "SecurityError":
      return "Passkeys don’t work at this address. They need the site’s own name and https, or localhost on your own machine.";
    default:
      return "That didn’t work. Try again.";
  }
}

customElements.define("passkey-form", PasskeyForm);
