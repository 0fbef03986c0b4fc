//! The page on which a sample is marked: one file, which asks nothing of the network.

use crate::marks::Sheet;

const TEMPLATE: &str = include_str!("../page/page.html");

impl Sheet {
    /// The sheet as a page. What the web wrote is in it as JSON, in which no `<` is left that could end the element.
    pub fn to_html(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        let json = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        let (before, after) = TEMPLATE.split_once("DATA").unwrap_or_default();
        [before, &json, after].concat()
    }
}
