// The what-if: a slider and a choice over figures that the page brings along. No library, and nothing is fetched.
(() => {
  const data = JSON.parse(document.getElementById("whatif-data").textContent);
  const at = (name) => document.getElementById(`whatif-${name}`);
  const money = new Intl.NumberFormat(data.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: "always" });
  const whole = new Intl.NumberFormat(data.lang, { useGrouping: "always" });
  const share = new Intl.NumberFormat(data.lang, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const usd = (cents) => money.format(cents / 100);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const users = at("users");
  const profile = at("profile");
  const last = data.users.length - 1;
  const top = Math.max(...Object.values(data.profiles).flatMap((each) => each.total));
  const box = { left: 64, right: 620, top: 12, bottom: 208 };

  const element = (name, attributes, text = "") => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = text;
    return made;
  };
  const x = (place) => box.left + ((box.right - box.left) * place) / last;
  const y = (cents) => box.bottom - ((box.bottom - box.top) * cents) / (top * 1.05);

  const axes = () => {
    const step = 10 ** Math.floor(Math.log10(top)) / 2;
    const parts = [];
    for (let cents = 0; cents <= top; cents += step) {
      parts.push(element("line", { class: "grid", x1: box.left, x2: box.right, y1: y(cents), y2: y(cents) }));
      parts.push(element("text", { x: box.left - 8, y: y(cents) + 4, "text-anchor": "end" }, whole.format(cents / 100)));
    }
    [0, last].forEach((place) => {
      const anchor = place ? "end" : "start";
      parts.push(element("text", { x: x(place), y: box.bottom + 20, "text-anchor": anchor }, whole.format(data.users[place])));
    });
    return parts;
  };

  const curve = (name, place) => {
    const lines = Object.entries(data.profiles).map(([other, { total }]) =>
      element("polyline", {
        class: other === name ? "chosen" : "other",
        points: total.map((cents, each) => `${x(each)},${y(cents)}`).join(" "),
      }),
    );
    const names = Object.entries(data.profiles).map(([other, { total: each }]) =>
      element("text", { x: box.right, y: y(each[last]) + 16, "text-anchor": "end" }, other),
    );
    const { total } = data.profiles[name];
    const said = filled(data.words.curve, {
      profile: name,
      low: usd(total[0]),
      high: usd(total[last]),
      first: whole.format(data.users[0]),
      last: whole.format(data.users[last]),
    });
    at("curve").setAttribute("aria-label", said);
    const point = element("circle", { class: "point", cx: x(place), cy: y(total[place]), r: 6 });
    at("curve").replaceChildren(...axes(), ...lines, ...names, point);
  };

  const row = (cells) => {
    const made = document.createElement("tr");
    cells.forEach((cell, place) => {
      const each = document.createElement(place ? "td" : "th");
      if (!place) each.scope = "row";
      each.textContent = cell;
      made.append(each);
    });
    return made;
  };

  const show = () => {
    const name = profile.value;
    const count = Number(users.value);
    const place = data.users.indexOf(count);
    const { total, services } = data.profiles[name];
    const values = { users: whole.format(count), profile: name, total: usd(total[place]), each: usd(total[place] / count) };
    at("count").textContent = values.users;
    at("total").textContent = values.total;
    at("each").textContent = values.each;
    at("said").textContent = filled(data.words.said, values);
    users.setAttribute("aria-valuetext", values.users);
    const rows = Object.entries(services).map(([service, costs]) => [data.services[service], costs[place]]);
    rows.sort((one, other) => other[1] - one[1]);
    const shown = rows.filter(([, cents]) => cents > 0);
    at("services").replaceChildren(...shown.map(([each, cents]) => row([each, usd(cents), share.format(cents / total[place])])));
    curve(name, place);
  };

  users.addEventListener("input", show);
  profile.addEventListener("change", show);
  document.getElementById("whatif").hidden = false;
  show();
})();
