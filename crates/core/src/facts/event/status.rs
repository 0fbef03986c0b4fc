//! Whether a telling says that it happened: negated, planned, possible, generic, alleged, asserted, in this order.

use super::candidate::Candidate;
use super::lexicon::WordClass;
use super::scene::Scene;
use crate::record::{EventStatus, Quote, QuoteKind, SpeakerKind};
use crate::syntax::{Deprel, Upos};

/// What bears on the status of a telling.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent cues of one clause")]
pub struct Cues {
    negated: bool,
    planned: bool,
    possible: bool,
    /// Under "if": what is not agreed on there is not denied.
    condition: bool,
    generic: bool,
    alleged: bool,
}

/// True where a day after publication in the clause of a telling is that of the telling: not where its verb is in the past, and not
/// where a noun only hangs on a verb that may have the day, as in "under the deal, it will buy six in June".
pub fn is_ahead(scene: &Scene<'_>, candidate: &Candidate, day: usize) -> bool {
    let verb = candidate.light.unwrap_or(candidate.token);
    let token = &scene.tokens[verb];
    if token.upos == Upos::Verb {
        return !is_past(scene, verb);
    }
    let above = std::iter::successors(Some(day), |&i| scene.head(i)).take(CLIMBED);
    token.deprel != Deprel::Obl || above.into_iter().any(|i| i == verb)
}

/// Arcs between a noun and a day that hangs on it.
const CLIMBED: usize = 4;

/// True for a verb in the past tense or the perfect.
fn is_past(scene: &Scene<'_>, verb: usize) -> bool {
    let mut helpers = scene.children(verb).filter(|&i| matches!(scene.tokens[i].deprel, Deprel::Aux | Deprel::AuxPass)).peekable();
    if helpers.peek().is_some() {
        return helpers.any(|i| scene.is(i, WordClass::WasDone));
    }
    let finite =
        matches!(scene.tokens[verb].deprel, Deprel::Root | Deprel::Conj | Deprel::Ccomp | Deprel::Advcl | Deprel::Parataxis);
    let form = scene.written(verb);
    finite && scene.lemma(verb) != scene.tokens[verb].hash && !form.ends_with("ing") && !form.ends_with('s')
}

/// The status of a telling, quotes not yet looked at. `later` is true where a day after publication goes with it.
pub fn find(scene: &Scene<'_>, candidate: &Candidate, later: bool) -> EventStatus {
    let cues = cues(scene, candidate);
    if cues.negated && !cues.condition {
        EventStatus::Negated
    } else if cues.planned || later {
        EventStatus::Planned
    } else if cues.possible || cues.condition {
        EventStatus::Possible
    } else if cues.alleged {
        EventStatus::Alleged
    } else if cues.generic {
        EventStatus::Generic
    } else {
        EventStatus::Asserted
    }
}

fn cues(scene: &Scene<'_>, candidate: &Candidate) -> Cues {
    let mut cues = Cues::default();
    let mut at = candidate.token;
    let is_noun = matches!(scene.tokens[at].upos, Upos::Noun | Upos::Propn);
    modifiers(scene, at, &mut cues);
    if let Some(light) = candidate.light {
        modifiers(scene, light, &mut cues);
        at = light;
    }
    generic(scene, candidate, is_noun, &mut cues);
    // "Carmaker to sell van unit": an infinitive is the future of headlines.
    let hangs_on_verb = scene.head(at).is_some_and(|head| scene.tokens[head].upos == Upos::Verb);
    cues.planned |= scene.is_title(scene.sentence(at)) && is_infinitive(scene, at) && !hangs_on_verb;
    // Upwards: what the clause hangs on.
    for step in 0..3 {
        let Some(head) = scene.head(at) else { break };
        let deprel = scene.tokens[at].deprel;
        let infinitive = is_infinitive(scene, at);
        match deprel {
            Deprel::Conj => {
                modifiers_before(scene, head, &mut cues);
                at = head;
                continue;
            }
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl
                if infinitive || deprel == Deprel::Ccomp || deprel == Deprel::Xcomp =>
            {
                governed(scene, head, infinitive, &mut cues);
                // "was chosen to buy", "allowed to bid": what follows is not done by the word alone, but "managed to buy" is.
                let open = deprel == Deprel::Xcomp && infinitive && !scene.is(head, WordClass::Done);
                cues.planned |= open && scene.child(at, &[Deprel::Aux]).is_none();
            }
            Deprel::Advcl => {
                if let Some(mark) = scene.child(at, &[Deprel::Mark]) {
                    cues.condition |= scene.is(mark, WordClass::Condition);
                    cues.negated |= scene.is(mark, WordClass::Without);
                }
            }
            Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Nmod if is_noun && step == 0 => {
                below(scene, at, head, deprel, &mut cues);
            }
            Deprel::Nsubj if is_noun => {
                // "talks will be held", "the vote will be on Monday", but "the deal will cost jobs" is done already.
                if scene.is(head, WordClass::Light) || scene.tokens[head].upos != Upos::Verb {
                    carried(scene, head, &mut cues);
                }
                break;
            }
            _ => break,
        }
        // "is expected to improve the sales" plans no sales, "to hold a vote" plans one.
        let passes = matches!(deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl);
        if !passes && !(deprel == Deprel::Obj && scene.is(head, WordClass::Light)) {
            break;
        }
        at = head;
    }
    cues
}

/// What the word that an event noun hangs on makes of it: "denied an attack", "plans a visit", "claims of fraud".
fn below(scene: &Scene<'_>, noun: usize, head: usize, deprel: Deprel, cues: &mut Cues) {
    let object = matches!(deprel, Deprel::Obj | Deprel::NsubjPass);
    if object && !scene.is(head, WordClass::Light) || deprel == Deprel::Nmod {
        cues.negated |= scene.is(head, WordClass::Deny) && object;
        // Not "urged restraint", "called the strike": an event noun that is there already.
        cues.planned |= object && (scene.is(head, WordClass::Intention) || is_announced(scene, head, noun));
        cues.alleged |= scene.is(head, WordClass::Allege) && deprel == Deprel::Nmod;
        cues.possible |= scene.is(head, WordClass::Prospect) && deprel == Deprel::Nmod;
    }
    if object {
        carried(scene, head, cues);
    }
}

/// "announced cuts" are to come, "announced the arrest" is of one that is known.
fn is_announced(scene: &Scene<'_>, verb: usize, noun: usize) -> bool {
    let known = |i: usize| matches!(scene.tokens[i].deprel, Deprel::Det | Deprel::NmodPoss);
    scene.is(verb, WordClass::Announced) && !scene.children(noun).any(known)
}

/// What hangs on the word that carries an event noun: "did not hold talks" negates them, "did not attend the talks" does not.
fn carried(scene: &Scene<'_>, head: usize, cues: &mut Cues) {
    let negated = cues.negated;
    modifiers(scene, head, cues);
    cues.negated &= negated || scene.is(head, WordClass::Light);
}

fn is_infinitive(scene: &Scene<'_>, verb: usize) -> bool {
    scene.child(verb, &[Deprel::Mark]).is_some_and(|mark| scene.is(mark, WordClass::To))
}

/// What hangs on a word itself.
fn modifiers(scene: &Scene<'_>, token: usize, cues: &mut Cues) {
    for child in scene.children(token) {
        let deprel = scene.tokens[child].deprel;
        if !matches!(
            deprel,
            Deprel::Advmod
                | Deprel::Aux
                | Deprel::AuxPass
                | Deprel::Det
                | Deprel::Amod
                | Deprel::Case
                | Deprel::Mark
                | Deprel::Cc
        ) {
            continue;
        }
        // "no longer", "not yet".
        let lasting = deprel == Deprel::Advmod && scene.is(child, WordClass::Lasting);
        let negated = |i: usize| scene.is(i, WordClass::Negation);
        cues.negated |= negated(child) || lasting && scene.children(child).any(negated);
        cues.condition |= deprel == Deprel::Mark && scene.is(child, WordClass::Condition);
        if matches!(deprel, Deprel::Aux | Deprel::Amod | Deprel::Advmod | Deprel::Mark) {
            let possible = scene.is(child, WordClass::Possible);
            let future = scene.is(child, WordClass::Future);
            cues.planned |= future && (deprel != Deprel::Advmod);
            cues.possible |= possible && !(deprel == Deprel::Mark && scene.is(child, WordClass::To));
            cues.alleged |= scene.is(child, WordClass::Allege);
            cues.planned |= deprel == Deprel::Amod && scene.is(child, WordClass::Plan);
        }
    }
}

/// What hangs on the first of several joined verbs, before it: it counts for all.
fn modifiers_before(scene: &Scene<'_>, token: usize, cues: &mut Cues) {
    for child in scene.children(token).take_while(|&i| i < token) {
        if scene.tokens[child].deprel == Deprel::Aux {
            cues.planned |= scene.is(child, WordClass::Future);
            cues.possible |= scene.is(child, WordClass::Possible);
        }
    }
}

/// What the verb above makes of its clause.
fn governed(scene: &Scene<'_>, verb: usize, infinitive: bool, cues: &mut Cues) {
    if scene.is(verb, WordClass::Deny) {
        cues.negated = true;
    } else if scene.is(verb, WordClass::Allege) {
        cues.alleged = true;
    } else if infinitive && scene.is(verb, WordClass::Plan) {
        cues.planned = true;
    } else if infinitive {
        let negated = scene.children(verb).any(|i| scene.is(i, WordClass::Negation));
        cues.negated |= negated;
        for child in scene.children(verb).filter(|&i| scene.tokens[i].deprel == Deprel::Aux) {
            cues.planned |= scene.is(child, WordClass::Future);
            cues.possible |= scene.is(child, WordClass::Possible);
        }
        // "has the right to strike", "moved to ban": not done by the word alone.
        cues.planned |= matches!(scene.tokens[verb].upos, Upos::Noun | Upos::Adj);
    }
}

/// Bare plurals outside of headlines, and habits.
fn generic(scene: &Scene<'_>, candidate: &Candidate, is_noun: bool, cues: &mut Cues) {
    let token = candidate.token;
    let sentence = scene.sentence(token);
    if !is_noun || scene.is_title(sentence) || candidate.light.is_some() {
        return;
    }
    let bare =
        scene.children(token).all(|i| matches!(scene.tokens[i].deprel, Deprel::Case | Deprel::Punct | Deprel::Conj | Deprel::Cc));
    let plural = scene.written(token).ends_with('s');
    let modifies = matches!(scene.tokens[token].deprel, Deprel::Compound);
    cues.generic |=
        bare && plural && matches!(scene.tokens[token].deprel, Deprel::Nmod | Deprel::Conj | Deprel::Obl | Deprel::Obj)
            || modifies && bare;
}

/// What a quotation around a telling makes of its status. Official sources of facts are believed.
pub fn in_quote(quote: &Quote, status: EventStatus) -> EventStatus {
    let official = quote
        .speaker
        .as_ref()
        .is_none_or(|speaker| matches!(speaker.kind, SpeakerKind::Organization | SpeakerKind::Document | SpeakerKind::Group));
    let own_words = quote.kind == QuoteKind::Direct || !official && quote.kind == QuoteKind::Mixed;
    if status == EventStatus::Asserted && own_words { EventStatus::Alleged } else { status }
}
