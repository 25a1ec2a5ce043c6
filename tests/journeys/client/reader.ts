// Reads the whole site through the generated client, and says on stdout what it read. The only argument is the site's address.
import { client } from "./generated/client.gen";
import * as api from "./generated";

type Language = "th" | "en";
type Listed = { items: Array<{ id: string }>; page: number; pages: number; total: number };
type Answer<T> = { data?: T; error?: unknown };

const PER_PAGE = 100;
client.setConfig({ baseUrl: process.argv[2] });

function good<T>(what: string, answer: Answer<T>): T {
  if (answer.data === undefined) throw new Error(`${what}: ${JSON.stringify(answer.error)}`);
  return answer.data;
}

/** Every item of a list, each read whole. */
async function all<T>(
  what: string,
  list: (query: { lang: Language; page: number; per_page: number }) => Promise<Answer<Listed>>,
  read: (id: string) => Promise<Answer<T>>,
  lang: Language,
): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const listed = good(what, await list({ lang, page, per_page: PER_PAGE }));
    pages = listed.pages;
    for (const item of listed.items) found.push(good(`${what} ${item.id}`, await read(item.id)));
  }
  return found;
}

/** How many bricks of each type the pages are made of: the compiler knows every type there is. */
function bricks(pages: api.Story[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const page of pages) {
    for (const brick of page.body ?? []) {
      counted[brick.type] = (counted[brick.type] ?? 0) + 1;
      if (brick.type === "metric" && !brick.unit) throw new Error(`${page.id}: a figure without its unit`);
      if (brick.type === "text" && !brick.text) throw new Error(`${page.id}: a text without words`);
    }
  }
  return counted;
}

async function everything(lang: Language) {
  const stories = await all("stories", (query) => api.listStories({ query }), (id) => api.readStory({ path: { id }, query: { lang } }), lang);
  const kinds = {
    stories,
    pages: await all("pages", (query) => api.listPages({ query }), (id) => api.readPage({ path: { id }, query: { lang } }), lang),
    courses: await all("courses", (query) => api.listCourses({ query }), (id) => api.readCourse({ path: { id }, query: { lang } }), lang),
    lessons: await all("lessons", (query) => api.listLessons({ query }), (id) => api.readLesson({ path: { id }, query: { lang } }), lang),
    research: await all("research", (query) => api.listResearch({ query }), (id) => api.readResearch({ path: { id }, query: { lang } }), lang),
    programmes: await all("programmes", (query) => api.listProgrammes({ query }), (id) => api.readProgramme({ path: { id }, query: { lang } }), lang),
    laos: await all("laos", (query) => api.listLaos({ query }), (id) => api.readLao({ path: { key: id }, query: { lang } }), lang),
    products: await all("products", (query) => api.listProducts({ query }), (id) => api.readProduct({ path: { id }, query: { lang } }), lang),
    enterprises: await all("enterprises", (query) => api.listEnterprises({ query }), (id) => api.readEnterprise({ path: { id }, query: { lang } }), lang),
  };
  const counts = Object.fromEntries(Object.entries(kinds).map(([name, things]) => [name, things.length]));
  return { counts, bricks: bricks(stories) };
}

async function main() {
  const provinces = good("provinces", await api.listProvinces());
  const districts = good("districts", await api.listDistricts({ query: { province: provinces.items[0].code } }));
  const categories = good("categories", await api.listCategories());
  const found = good("search", await api.search({ query: { q: "น้ำ", lang: "th" } }));
  const refused = await api.listStories({ query: { province: "99" } });

  console.log(
    JSON.stringify({
      th: await everything("th"),
      en: await everything("en"),
      provinces: provinces.items.length,
      districts: districts.items.length,
      categories: categories.items.length,
      found: found.total,
      refused: refused.error && "errors" in refused.error ? refused.error.errors[0].parameter : null,
    }),
  );
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
