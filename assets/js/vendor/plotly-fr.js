// Follows the plotly.js bundle in the same file: French wording, and no button that sends a chart to a third party.
import locale from "plotly.js-locales/fr.js";

const NARROW_SPACE = "\u202f";

// Said by plotly.js 4 and absent from the published locale, or clumsy there.
const WORDING = {
  "Download plot as JSON": "Télécharger les données du graphique (JSON)",
  "Download plot as a PNG": "Télécharger le graphique (image PNG)",
  "Image download succeeded": "Image téléchargée",
  "JSON download succeeded": "Données téléchargées",
  Pan: "Déplacer",
  "Preparing image - this may take a few seconds": "Préparation de l’image, quelques secondes peuvent être nécessaires",
  "Sorry, there was a problem downloading your JSON file!": "Les données n’ont pas pu être téléchargées",
  "Sorry, there was a problem downloading your image!": "L’image n’a pas pu être téléchargée",
  "Zoom in": "Agrandir",
  "Zoom out": "Réduire",
};

const typography = (text) => text.replaceAll("'", "’").replaceAll(" :", `${NARROW_SPACE}:`);
const lowerCase = (names) => names.map((name) => name.toLowerCase());

const dictionary = Object.fromEntries(
  Object.entries({ ...locale.dictionary, ...WORDING }).map(([english, french]) => [english, typography(french)]),
);

window.Plotly.register({
  ...locale,
  dictionary,
  format: {
    ...locale.format,
    days: lowerCase(locale.format.days),
    months: lowerCase(locale.format.months),
    shortDays: ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    shortMonths: [
      "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ],
    decimal: ",",
    thousands: NARROW_SPACE,
  },
});
window.Plotly.setPlotConfig({ locale: "fr", showSendToCloud: false, displaylogo: false });
