//! What one of several things is called.

/// The singular of a noun, by its ending.
pub(super) fn singular(noun: &str) -> String {
    match noun {
        "people" => return noun.into(),
        "men" => return "man".into(),
        "women" => return "woman".into(),
        "children" => return "child".into(),
        "lives" => return "life".into(),
        _ => {}
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].into();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 1 => stem.into(),
        _ => noun.into(),
    }
}
